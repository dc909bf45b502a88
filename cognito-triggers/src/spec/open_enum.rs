//! Enums for names to which Cognito adds: a name that this version does not know is kept as it is.

/// Defines such an enum. The type after the colon holds an unknown name: `String`, or `Cow<'a,
/// str>` to borrow it from the event.
///
/// Values are equal when their names are equal, however they were made: `Other("CONFIRMED")` equals
/// `Confirmed`.
macro_rules! open_enum {
    ($(#[$doc:meta])* $Enum:ident $(<$a:lifetime>)?: $Text:ty {
        $($(#[$variant_doc:meta])* $Variant:ident = $name:literal,)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum $Enum $(<$a>)? {
            $($(#[$variant_doc])* $Variant,)+
            /// A name that this version does not know.
            Other($Text),
        }

        impl $(<$a>)? $Enum $(<$a>)? {
            /// Returns the name on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$Variant => $name,)+
                    Self::Other(name) => name,
                }
            }
        }

        impl<$($a,)? T: Into<$Text> + AsRef<str>> From<T> for $Enum $(<$a>)? {
            fn from(name: T) -> Self {
                match name.as_ref() {
                    $($name => Self::$Variant,)+
                    _ => Self::Other(name.into()),
                }
            }
        }

        impl $(<$a>)? PartialEq for $Enum $(<$a>)? {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl $(<$a>)? Eq for $Enum $(<$a>)? {}

        impl $(<$a>)? PartialEq<str> for $Enum $(<$a>)? {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl $(<$a>)? PartialEq<&str> for $Enum $(<$a>)? {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl $(<$a>)? std::hash::Hash for $Enum $(<$a>)? {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $(<$a>)? std::fmt::Display for $Enum $(<$a>)? {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use open_enum;

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macro makes public enums")]
mod tests {
    use std::borrow::Cow;
    use std::collections::HashSet;

    open_enum! {
        /// Owns an unknown name.
        Owned: String {
            /// Known.
            Block = "BLOCK",
        }
    }

    open_enum! {
        /// Borrows an unknown name.
        Borrowed<'a>: Cow<'a, str> {
            /// Known.
            SrpA = "SRP_A",
        }
    }

    #[test]
    fn a_name_is_the_same_however_it_was_made() {
        assert_eq!(Owned::Other("BLOCK".to_owned()), Owned::Block);
        assert_eq!(Borrowed::Other("SRP_A".into()), Borrowed::SrpA);
        assert!(matches!(Owned::from("BLOCK"), Owned::Block));
        assert!(matches!(Borrowed::from("SRP_A".to_owned()), Borrowed::SrpA));
        assert_eq!(HashSet::from([Owned::Other("BLOCK".to_owned()), Owned::Block]).len(), 1);
    }

    #[test]
    fn an_unknown_name_is_kept() {
        assert_eq!(Owned::from("block").as_str(), "block");
        assert_eq!(Borrowed::from("VOICE_PRINT").to_string(), "VOICE_PRINT");
        assert_ne!(Owned::from("block"), Owned::Block);
        assert!(Borrowed::SrpA == "SRP_A" && Borrowed::SrpA == *"SRP_A");
    }
}
