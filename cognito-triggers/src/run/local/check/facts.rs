//! What a file says: its functions, its user pools, and who may call what.

use crate::spec::source::Trigger;
use crate::spec::version::LambdaVersion;

#[derive(Debug)]
pub(super) struct Facts {
    pub(super) form: Form,
    /// The functions that the file defines. A description of a pool defines none.
    pub(super) functions: Vec<Function>,
    pub(super) pools: Vec<Pool>,
    /// Who may call which function, where the form says it.
    pub(super) permissions: Option<Vec<Permission>>,
    /// Whether there may be resources that the file does not show.
    pub(super) is_open: bool,
    /// What could not be read, and what may not be as it is meant.
    pub(super) notes: Vec<(usize, String)>,
}

/// The kind of file, which decides what to write for a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Yaml,
    Json,
    /// What `cdk synth` writes: the mistake is in the app.
    Cdk,
    /// What `aws cognito-idp describe-user-pool` prints.
    Description,
}

#[derive(Debug)]
pub(super) struct Function {
    pub(super) id: String,
    /// `FunctionName`, with `${..}` for what is not known before the deployment.
    pub(super) name: Option<String>,
    /// Whether its runtime is one that cannot run a Rust program.
    pub(super) is_other_language: bool,
}

#[derive(Debug)]
pub(super) struct Pool {
    pub(super) id: String,
    /// The line of its `LambdaConfig`, or of the pool.
    pub(super) line: usize,
    pub(super) attached: Vec<Attached>,
    /// Whether something may be attached that cannot be read.
    pub(super) is_open: bool,
    pub(super) has_key: bool,
}

/// A trigger of a pool, and the function that it calls.
#[derive(Debug)]
pub(super) struct Attached {
    pub(super) trigger: Trigger,
    /// How the file spells it, such as `PreTokenGenerationConfig`.
    pub(super) member: String,
    /// The event of AWS SAM that attaches it, in place of the pool's `LambdaConfig`.
    pub(super) event: Option<String>,
    pub(super) version: Version,
    pub(super) target: Target,
    pub(super) line: usize,
}

/// The `LambdaVersion` of an attached trigger.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// The trigger has none.
    None,
    Is(LambdaVersion),
    /// Its member is an ARN alone, which means `V1_0`.
    Plain,
    /// A text that is no version.
    Wrong(String),
    /// A SAM event writes an ARN where `LambdaConfig` needs an ARN and a version.
    Missing,
    /// It is known only when the template is deployed.
    Unknown,
}

/// What a value names, as far as the file says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A function of this file, through a version or an alias of it.
    Here { id: String, qualifier: Option<String> },
    /// A function with this name, which no function of the file is known to have.
    Named { name: String, qualifier: Option<String> },
    /// What a parameter, an import or another stack gives: what it is called, and a sentence's words for it.
    Given { name: String, words: String },
    /// Something else whose value is known only when the template is deployed.
    Unknown(String),
    /// The name of a function of this file, which is not its ARN.
    NameOf(String),
    /// A text that is no ARN, or a resource that is no function.
    Wrong(String),
}

#[derive(Debug)]
pub(super) struct Permission {
    pub(super) id: String,
    pub(super) line: usize,
    pub(super) function: Target,
    /// Whether it is for what the template names, and not for what SAM makes of it.
    pub(super) is_for_function: bool,
    pub(super) caller: Caller,
}

/// Whom a permission lets call.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// Any pool, or one that is known only when the template is deployed.
    Pools,
    Pool(String),
    /// Not Cognito, or for another action: the words for it.
    NotCognito(String),
}
