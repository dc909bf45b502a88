//! Who may use the server: no web page from elsewhere, whatever name it reaches the server by.

use std::net::{IpAddr, SocketAddr};

use hyper::Uri;
use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};

use super::answer::Refusal;

const SEC_FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The addresses and origins that are let in.
#[derive(Debug)]
pub(super) struct Guard {
    address: SocketAddr,
    origins: Vec<String>,
}

/// A request that was let in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Admitted {
    /// Where the server is, as the client sees it.
    pub(super) base: String,
    /// The origin of the web page that asks, if one does.
    pub(super) origin: Option<String>,
    /// The request comes from the server's own page, or from no web page.
    pub(super) is_own: bool,
    /// A person opens an address: the answer becomes a page, and no other page reads it.
    pub(super) is_visit: bool,
}

impl Guard {
    pub(super) fn new(address: SocketAddr, origins: Vec<String>) -> Self {
        Self { address, origins }
    }

    /// Lets a request in, or says why not. A name that is not this machine's may lead here all the same, so
    /// a page of that name would be of one origin with the server: that is DNS rebinding.
    pub(super) fn admit(&self, target: &Uri, headers: &HeaderMap) -> Result<Admitted, Refusal> {
        let host =
            single(headers, &HOST).ok_or_else(|| Refusal::forbidden("The request needs one Host header."))?;
        let host = host.to_ascii_lowercase();
        if !self.knows(&host) {
            return Err(Refusal::forbidden(format!(
                "The host {host:?} is neither a loopback name nor the address of this server. Open it by \
                 localhost, or by the address that --serve was given."
            )));
        }
        // A whole address as the target counts more than Host, by RFC 9112.
        if let Some(other) = target.authority().filter(|other| !other.as_str().eq_ignore_ascii_case(&host)) {
            return Err(Refusal::forbidden(format!(
                "The request is for {:?}, and its Host header says {host:?}.",
                other.as_str()
            )));
        }
        let base = format!("http://{host}");
        if !headers.contains_key(ORIGIN) {
            // Browsers send no Origin with a plain GET, and say in another header whose page asks.
            let own = |site: &&[u8]| [&b"same-origin"[..], b"none"].contains(site);
            let is_own = headers.get_all(SEC_FETCH_SITE).iter().all(|site| own(&site.as_bytes()));
            let is_visit = single(headers, &SEC_FETCH_DEST) == Some("document");
            return Ok(Admitted { base, origin: None, is_own, is_visit });
        }
        let origin = single(headers, &ORIGIN).unwrap_or_default().to_ascii_lowercase();
        let is_own = origin == base;
        if is_own || is_loopback_origin(&origin) || self.origins.contains(&origin) {
            return Ok(Admitted { base, origin: Some(origin), is_own, is_visit: false });
        }
        Err(Refusal::forbidden(format!(
            "The web page of the origin {origin:?} may not use this pool. To let it, start with \
             --allow-origin and its origin."
        )))
    }

    fn knows(&self, host: &str) -> bool {
        let name = without_port(host);
        if is_loopback_name(name) {
            return true;
        }
        // A page can have a name that leads here, and never an address that is not its own.
        let ours = self.address.ip();
        let asked: Option<IpAddr> = name.trim_matches(['[', ']']).parse().ok();
        asked.is_some_and(|asked| asked == ours || ours.is_unspecified())
    }
}

/// Reads an origin that may use the pool: a scheme and a host, and a port if it is not the scheme's own.
pub(super) fn origin(text: &str) -> Result<String, String> {
    let wrong = |why: &str| Err(format!("{text:?} is no origin: {why}, as in https://app.example.com"));
    if text == "*" {
        return wrong("every web page could use this pool; name those that may");
    }
    let lower = text.to_ascii_lowercase();
    let Some((scheme, host)) = lower.split_once("://") else {
        return wrong("write scheme and host");
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
    if scheme.is_empty() || host.is_empty() || !host.chars().all(plain) {
        return wrong("write scheme and host, and nothing behind them");
    }
    Ok(lower)
}

fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    if values.next().is_some() { None } else { first.to_str().ok() }
}

/// `host` without its port. The brackets of an IPv6 address stay.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    }
}

fn is_loopback_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    if name == "localhost" || (name.ends_with(".localhost") && name.chars().all(is_plain)) {
        return true;
    }
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn is_loopback_origin(origin: &str) -> bool {
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    host.is_some_and(|host| is_loopback_name(without_port(host)))
}

#[cfg(test)]
mod tests {
    use hyper::Uri;
    use hyper::header::{HOST, HeaderMap, HeaderValue, ORIGIN};

    use super::{Guard, origin};

    fn admits(guard: &Guard, headers: &[(&'static str, &'static str)]) -> bool {
        let pairs = headers
            .iter()
            .map(|(name, value)| (name.parse().expect("a header's name"), HeaderValue::from_static(value)));
        guard.admit(&Uri::default(), &pairs.collect::<HeaderMap>()).is_ok()
    }

    fn guard(address: &str) -> Guard {
        Guard::new(address.parse().expect("an address"), vec!["https://app.example.com".to_owned()])
    }

    #[test]
    fn only_loopback_names_and_the_own_address_are_hosts() {
        let loopback = guard("127.0.0.1:9229");
        for host in [
            "localhost",
            "localhost:9229",
            "LOCALHOST:1",
            "app.localhost:9229",
            "localhost.:9229",
            "127.0.0.1",
            "127.8.9.1:80",
            "[::1]:9229",
            "[::1]",
        ] {
            assert!(admits(&loopback, &[("host", host)]), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:9229",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "notlocalhost",
            "192.168.1.5:9229",
            "[::2]:9229",
            "localhost@evil.example",
            "0.0.0.0:9229",
            ":9229",
            "localhost..",
            "evil.example/.localhost",
            "evil.example#.localhost",
            "evil.example,.localhost",
            "evil.example .localhost",
            "evil.example:80@localhost",
            "[::ffff:127.0.0.1]",
            "2130706433",
        ] {
            assert!(!admits(&loopback, &[("host", host)]), "{host}");
        }
        assert!(!admits(&loopback, &[]));
        let mut two = HeaderMap::new();
        two.append(HOST, HeaderValue::from_static("localhost"));
        two.append(HOST, HeaderValue::from_static("localhost"));
        assert!(loopback.admit(&Uri::default(), &two).is_err());

        let given = guard("192.168.1.5:9229");
        assert!(admits(&given, &[("host", "192.168.1.5:9229")]));
        assert!(!admits(&given, &[("host", "192.168.1.6:9229")]));
        let any = guard("0.0.0.0:9229");
        assert!(admits(&any, &[("host", "192.168.1.6:9229")]));
        assert!(!admits(&any, &[("host", "evil.example:9229")]));
    }

    #[test]
    fn only_loopback_pages_and_allowed_ones_ask() {
        let guard = guard("127.0.0.1:9229");
        for origin in [
            "http://localhost:5173",
            "https://localhost",
            "http://127.0.0.1:3000",
            "http://[::1]:8080",
            "https://app.example.com",
        ] {
            assert!(admits(&guard, &[("host", "localhost:9229"), ("origin", origin)]), "{origin}");
        }
        for origin in [
            "null",
            "",
            "https://evil.example",
            "http://localhost.evil.example",
            "https://app.example.com.evil.example",
            "http://app.example.com",
            "https://app.example.com:8443",
            "file://localhost",
            "http://evil.example/.localhost",
            "http://evil.example .localhost",
            "http://localhost http://evil.example",
            "chrome-extension://localhost",
        ] {
            assert!(!admits(&guard, &[("host", "localhost:9229"), ("origin", origin)]), "{origin}");
        }
    }

    #[test]
    fn the_own_page_is_known_by_its_origin() {
        let guard = guard("192.168.1.5:9229");
        let is_own = |headers: &[(&str, &'static str)]| {
            let mut map = HeaderMap::new();
            map.insert(HOST, HeaderValue::from_static("192.168.1.5:9229"));
            for (name, value) in headers {
                let name: hyper::header::HeaderName = name.parse().expect("a header's name");
                map.insert(name, HeaderValue::from_static(value));
            }
            guard.admit(&Uri::default(), &map).is_ok_and(|admitted| admitted.is_own)
        };
        assert!(is_own(&[]));
        assert!(is_own(&[(ORIGIN.as_str(), "http://192.168.1.5:9229")]));
        assert!(is_own(&[("sec-fetch-site", "same-origin")]));
        assert!(is_own(&[("sec-fetch-site", "none")]));
        assert!(!is_own(&[("sec-fetch-site", "cross-site")]));
        assert!(!is_own(&[("sec-fetch-site", "same-site")]));
        assert!(!is_own(&[(ORIGIN.as_str(), "http://localhost:5173")]));
        assert!(!is_own(&[(ORIGIN.as_str(), "https://app.example.com")]));
    }

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        assert_eq!(origin("https://App.example.com").as_deref(), Ok("https://app.example.com"));
        assert_eq!(origin("http://192.168.1.5:8080").as_deref(), Ok("http://192.168.1.5:8080"));
        for wrong in [
            "*",
            "",
            "app.example.com",
            "https://",
            "https://app.example.com/",
            "https://a b",
            "https://*.example.com",
        ] {
            assert!(origin(wrong).is_err(), "{wrong}");
        }
    }
}
