//! The server's side of SRP 6a, as Cognito and its clients compute it.
//!
//! Not constant in time, since no secret of this pool is worth a measurement: do not take this arithmetic
//! elsewhere. The prime is that of RFC 3526, group 15, with the generator 2, and not the pair of RFC 5054.

use std::sync::LazyLock;

use num_bigint::BigUint;
use sha2::{Digest, Sha256};

use crate::base64;
use crate::hmac::hmac;

const PRIME: &str = "\
ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd\
ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed\
ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f\
83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b\
e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510\
15728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7\
abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200c\
bbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff";

static N: LazyLock<BigUint> = LazyLock::new(|| hexadecimal(PRIME));
static G: LazyLock<BigUint> = LazyLock::new(|| BigUint::from(2_u8));
static K: LazyLock<BigUint> = LazyLock::new(|| hash(&[&bytes(&N), &bytes(&G)]));

/// The longest `SRP_A`, in digits: the prime's, and a sign.
const LONGEST: usize = PRIME.len() + 2;

/// An exchange between its two steps, as hexadecimal text.
#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Exchange {
    a: String,
    b: String,
    verifier: String,
}

impl Exchange {
    /// Takes the client's public number. `None`: no client computes such a number.
    pub(crate) fn new(srp_a: &str, b: &[u8; 32], verifier: &BigUint) -> Option<Self> {
        let a = (srp_a.len() <= LONGEST).then(|| BigUint::parse_bytes(srp_a.as_bytes(), 16)).flatten()?;
        let harmless = &a % &*N != BigUint::ZERO;
        let text = |number: &BigUint| number.to_str_radix(16);
        harmless.then(|| Self { a: text(&a), b: base64::hex(b), verifier: text(verifier) })
    }

    /// `SRP_B`.
    pub(crate) fn srp_b(&self) -> String {
        self.public().to_str_radix(16)
    }

    fn public(&self) -> BigUint {
        (&*K * hexadecimal(&self.verifier) + G.modpow(&hexadecimal(&self.b), &N)) % &*N
    }

    /// The `PASSWORD_CLAIM_SIGNATURE` of a client that knows the password. `names` are the pool's name and
    /// the user's id, one behind the other.
    pub(crate) fn signature(&self, names: &str, secret_block: &[u8], timestamp: &str) -> String {
        let key = self.key();
        let parts = [names.as_bytes(), secret_block, timestamp.as_bytes()];
        base64::encode(&hmac::<Sha256>(&key, &parts))
    }

    /// The common key: HKDF over the common secret.
    fn key(&self) -> Vec<u8> {
        let (a, verifier) = (hexadecimal(&self.a), hexadecimal(&self.verifier));
        let u = hash(&[&bytes(&a), &bytes(&self.public())]);
        let secret = (a * verifier.modpow(&u, &N)).modpow(&hexadecimal(&self.b), &N);
        key(&u, &secret)
    }
}

fn key(u: &BigUint, secret: &BigUint) -> Vec<u8> {
    let random_key = hmac::<Sha256>(&bytes(u), &[&bytes(secret)]);
    hmac::<Sha256>(&random_key, &[b"Caldera Derived Key", &[1]])[..16].to_vec()
}

/// The verifier of a password: what the server knows of it.
pub(crate) fn verifier(pool: &str, user: &str, password: &str, salt: &str) -> BigUint {
    G.modpow(&private_key(pool, user, password, salt), &N)
}

fn private_key(pool: &str, user: &str, password: &str, salt: &str) -> BigUint {
    let inner = Sha256::digest(format!("{pool}{user}:{password}"));
    hash(&[&bytes(&hexadecimal(salt)), &inner])
}

fn hash(parts: &[&[u8]]) -> BigUint {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    BigUint::from_bytes_be(&digest.finalize())
}

/// A number's bytes as Java's `BigInteger` has them: a zero comes first where a sign would be.
fn bytes(number: &BigUint) -> Vec<u8> {
    let mut bytes = number.to_bytes_be();
    if bytes.first().is_some_and(|first| first & 0x80 != 0) {
        bytes.insert(0, 0);
    }
    bytes
}

fn hexadecimal(text: &str) -> BigUint {
    BigUint::parse_bytes(text.as_bytes(), 16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;
    use sha2::{Digest, Sha256, Sha512};

    use super::{Exchange, G, K, N, PRIME, bytes, hash, hexadecimal, key, private_key, verifier};
    use crate::base64::hex;

    const POOL: &str = "AbCd12345";
    const USER: &str = "34c84488-e0e1-70ae-d2ee-991ad1a898c8";
    const PASSWORD: &str = "Correct-horse-9!";
    const SALT: &str = "1f2e3d4c5b6a79880706050403020100";
    const TIMESTAMP: &str = "Sat Nov 7 09:05:03 UTC 2026";
    const SIGNATURE: &str = "g89KuHpyC7Ig9c5r/g9n5S0sywWuvn9We+TP77tHX1M=";

    /// A private number of 1,024 bits.
    fn private(name: &str) -> BigUint {
        let halves = [Sha512::digest(name), Sha512::digest(format!("{name}2"))];
        BigUint::from_bytes_be(&halves.concat())
    }

    fn digest_of(number: &BigUint) -> String {
        hex(&Sha256::digest(number.to_bytes_be()))
    }

    /// The numbers of this exchange were computed with the code of pycognito and of
    /// amazon-cognito-identity-js.
    #[test]
    fn an_exchange_has_the_numbers_of_real_clients() {
        assert_eq!(hex(&K.to_bytes_be()), "538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6");
        let (a, b) = (private("a"), private("b"));
        let x = private_key(POOL, USER, PASSWORD, SALT);
        assert_eq!(hex(&x.to_bytes_be()), "97c5abe8b2930280b8182ae8342143c2260fe9fe35085cf110e9fd056a17b589");
        let verifier = verifier(POOL, USER, PASSWORD, SALT);
        assert_eq!(digest_of(&verifier), "b0123264a278f820ffb4af0619aab59feb585f305424c7d59c935733fa9893b8");
        let public_a = G.modpow(&a, &N);
        assert_eq!(digest_of(&public_a), "196b2cb2f2eefe0055c8e4eddbd9c37b74d4be393d8484342349671ef42e0a7f");
        let exchange = Exchange {
            a: public_a.to_str_radix(16),
            b: b.to_str_radix(16),
            verifier: verifier.to_str_radix(16),
        };
        let public_b = exchange.public();
        assert_eq!(digest_of(&public_b), "5e082c41aad4277235c58191b9a28e75c7f6aa9ac0fb32ab559c451c4f8989e3");
        assert_eq!(hex(&exchange.key()), "638409460294da6a4daf552299639f8f");
        assert_eq!(exchange.signature(&format!("{POOL}{USER}"), b"secret block", TIMESTAMP), SIGNATURE);

        // The client's side: the same secret by another way.
        let u = hash(&[&bytes(&public_a), &bytes(&public_b)]);
        assert_eq!(hex(&u.to_bytes_be()), "1121d59665f7ec9418166dab316a42882883c059a36a402efa70bf4694bab1ae");
        let base = (public_b + &*N * &*K - &*K * G.modpow(&x, &N)) % &*N;
        let secret = base.modpow(&(a + &u * x), &N);
        assert_eq!(digest_of(&secret), "c7e54a8a2da577f9c55c9c32a361b4a3b04fa6f3f570a58484cc79e13b389830");
        assert_eq!(key(&u, &secret), exchange.key());
    }

    #[test]
    fn numbers_that_no_client_computes_are_refused() {
        let verifier = hexadecimal("5");
        let refused = |srp_a: &str| Exchange::new(srp_a, &[7; 32], &verifier).is_none();
        assert!(refused("0"));
        assert!(refused(PRIME));
        assert!(refused(&(&*N * 2_u8).to_str_radix(16)));
        assert!(refused("not a number"));
        assert!(refused(""));
        assert!(refused(&"a".repeat(2000)));
        // An odd number of digits, as clients send it.
        assert!(!refused("abc"));
        assert!(!refused(&format!("00{}", "a".repeat(768))));
    }

    #[test]
    fn bytes_have_room_for_a_sign() {
        assert_eq!(bytes(&hexadecimal("7f")), [0x7f]);
        assert_eq!(bytes(&hexadecimal("80")), [0, 0x80]);
        assert_eq!(bytes(&hexadecimal("0")), [0]);
    }
}
