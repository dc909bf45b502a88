//! The arguments behind `--serve`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use crate::run::error::RunError;
use crate::run::local::plan::Plan;

const PORT: u16 = 9229;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) address: SocketAddr,
    pub(super) state: Option<String>,
    /// Outputs of `describe-user-pool` and `describe-user-pool-client`.
    pub(super) settings: Vec<String>,
    pub(super) origins: Vec<String>,
    /// The folder of the scenarios, if it is another.
    scenarios: Option<String>,
}

impl Options {
    pub(super) fn parse(arguments: &[&str]) -> Result<Self, RunError> {
        let (mut address, mut anyone) = (None, false);
        let (mut state, mut settings, mut origins, mut scenarios) = (None, Vec::new(), Vec::new(), None);
        let mut rest = arguments.iter().copied();
        while let Some(argument) = rest.next() {
            let mut value = |what: &str| {
                let value = rest.next().filter(|value| !value.is_empty() && !value.starts_with("--"));
                value.map(str::to_owned).ok_or_else(|| RunError::new(format!("{argument} needs {what}")))
            };
            match argument {
                "--state" => state = Some(value("a file, which is made if it is not there")?),
                "--settings" => {
                    settings.push(value("a file with the output of `aws cognito-idp describe-user-pool`")?);
                }
                "--allow-origin" => origins.push(value("an origin, such as https://app.example.com")?),
                "--scenarios" => scenarios = Some(value("a folder with scenarios")?),
                "--anyone" => anyone = true,
                text if !text.starts_with('-') && address.is_none() => address = Some(read_address(text)?),
                text => {
                    return Err(RunError::new(format!(
                        "unknown argument {text:?}: --serve takes an address, --state FILE, --settings FILE, \
                         --allow-origin ORIGIN, --scenarios DIR and --anyone"
                    )));
                }
            }
        }
        let address = address.unwrap_or((Ipv4Addr::LOCALHOST, PORT).into());
        if !address.ip().is_loopback() && !anyone {
            return Err(RunError::new(format!(
                "{address} can be reached from other machines, and the pool asks nobody who they are: to serve \
                 anyone who reaches it, add --anyone"
            )));
        }
        Ok(Self { address, state, settings, origins, scenarios })
    }

    /// What the page plays: every source, in every scenario.
    pub(super) fn plan(&self) -> Result<Plan<'_>, RunError> {
        match &self.scenarios {
            Some(folder) => Plan::read(&["--scenarios", folder]),
            None => Plan::read(&[]),
        }
    }
}

/// Reads an address, a port, or both.
fn read_address(text: &str) -> Result<SocketAddr, RunError> {
    let (host, port) = match text.rsplit_once(':') {
        // The last part of an IPv6 address is no port, unless the address stands in brackets.
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, port),
        _ if text.bytes().all(|byte| byte.is_ascii_digit()) => ("", text),
        _ => (text, ""),
    };
    let ip = match host {
        "" | "localhost" => Some(Ipv4Addr::LOCALHOST.into()),
        host => host.trim_matches(['[', ']']).parse::<IpAddr>().ok(),
    };
    let port = if port.is_empty() { Some(PORT) } else { port.parse().ok() };
    ip.zip(port).map(SocketAddr::from).ok_or_else(|| {
        RunError::new(format!("{text:?} is no address: write one such as 127.0.0.1:{PORT}, or a port"))
    })
}

#[cfg(test)]
mod tests {
    use super::{Options, Plan};

    fn address(arguments: &[&str]) -> String {
        Options::parse(arguments)
            .map_or_else(|error| error.to_string(), |options| options.address.to_string())
    }

    #[test]
    fn an_address_has_defaults() {
        assert_eq!(address(&[]), "127.0.0.1:9229");
        assert_eq!(address(&["8080"]), "127.0.0.1:8080");
        assert_eq!(address(&[":8080"]), "127.0.0.1:8080");
        assert_eq!(address(&["localhost:0"]), "127.0.0.1:0");
        assert_eq!(address(&["localhost"]), "127.0.0.1:9229");
        assert_eq!(address(&["127.0.0.2"]), "127.0.0.2:9229");
        assert_eq!(address(&["[::1]:8080"]), "[::1]:8080");
        assert_eq!(address(&["::1"]), "[::1]:9229");
        for wrong in ["example.com", "127.0.0.1:99999", "127.0.0.1:x", "1.2.3", "99999"] {
            assert!(address(&[wrong]).contains("is no address"), "{wrong}");
        }
    }

    #[test]
    fn other_machines_are_served_on_request_alone() {
        for open in ["0.0.0.0", "[::]:80", "192.168.1.5:9229"] {
            assert!(address(&[open]).contains("add --anyone"), "{open}");
            assert!(!address(&[open, "--anyone"]).contains("add --anyone"), "{open}");
        }
    }

    #[test]
    fn options_are_read_in_any_order() {
        let arguments = [
            "--settings",
            "pool.json",
            "--allow-origin",
            "https://a.example",
            "8080",
            "--settings",
            "client.json",
            "--state",
            "state.json",
            "--scenarios",
            "more",
        ];
        let options = Options::parse(&arguments).unwrap();
        assert_eq!(options.settings, ["pool.json", "client.json"]);
        assert_eq!(options.origins, ["https://a.example"]);
        assert_eq!(options.state.as_deref(), Some("state.json"));
        assert_eq!(options.plan().unwrap(), Plan::read(&["--scenarios", "more"]).unwrap());
        for (wrong, says) in [
            (&["--state"][..], "--state needs a file"),
            (&["--state", "--anyone"], "--state needs a file"),
            (&["--state", ""], "--state needs a file"),
            (&["--scenarios"], "--scenarios needs a folder"),
            (&["--settings"], "--settings needs a file"),
            (&["--allow-origin"], "--allow-origin needs an origin"),
            (&["8080", "8081"], "unknown argument \"8081\""),
            (&["--port"], "unknown argument \"--port\""),
        ] {
            let error = Options::parse(wrong).unwrap_err().to_string();
            assert!(error.contains(says), "{wrong:?}: {error}");
        }
    }
}
