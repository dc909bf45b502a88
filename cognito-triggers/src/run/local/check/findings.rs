//! Compares what a file attaches with what the handlers need.

use crate::run::local::check::facts::{Attached, Facts, Form, Pool, Target, Version};
use crate::run::local::check::report::Findings;
use crate::run::local::check::this::{Is, This};
use crate::run::local::check::{advice, permission};
use crate::run::local::notation::{Attachment, takes_codes};
use crate::spec::version::LambdaVersion;

/// Compares.
pub(super) fn find(facts: &Facts, this: &This, needs: &[Attachment]) -> Findings {
    let mut found = Findings { notes: facts.notes.clone(), ..Findings::default() };
    let calls_this = |pool: &&Pool| pool.attached.iter().any(|attached| is_this(this, attached));
    let calling: Vec<&Pool> = facts.pools.iter().filter(calls_this).collect();
    for pool in &calling {
        attached(&mut found, facts, this, pool, needs);
        permission::find(&mut found, facts, this, pool);
    }
    // A pool that calls other functions alone may have nothing to do with this one.
    let asked = if calling.is_empty() { facts.pools.iter().collect() } else { calling };
    for need in needs {
        missing(&mut found, facts, this, &asked, need);
    }
    for pool in asked {
        key(&mut found, facts, this, pool, needs);
    }
    if facts.form == Form::Description {
        found.unseen = Some("this file does not show whether it may: see `aws lambda get-policy`");
    }
    found
}

fn is_this(this: &This, attached: &Attached) -> bool {
    this.is(&attached.target) == Is::This
}

/// Looks at each trigger for which a pool calls this function.
fn attached(found: &mut Findings, facts: &Facts, this: &This, pool: &Pool, needs: &[Attachment]) {
    let mut fine = Vec::new();
    for attached in pool.attached.iter().filter(|attached| is_this(this, attached)) {
        let (Attached { trigger, member, line, .. }, id) = (attached, &pool.id);
        if let Target::NameOf(function) = &attached.target {
            let advice = advice::arn_of(facts.form, function);
            let problem = format!(
                "`{member}` of {id} is `Ref: {function}`, which is a name, and Cognito wants an ARN: {advice}"
            );
            found.problem(*line, problem);
            continue;
        }
        let Some(need) = needs.iter().find(|need| need.trigger == *trigger) else {
            let problem = format!(
                "{id} calls {} for `{member}`, but no handler takes it: remove `{member}`, or write a handler with `#[{}]`",
                this.name,
                trigger.attribute()
            );
            found.problem(*line, problem);
            continue;
        };
        match version(attached, need) {
            Ok(Some(version)) => fine.push(format!("{trigger} {version}")),
            Ok(None) => fine.push(trigger.to_string()),
            Err(Wrong::Problem(fact)) => {
                let advice = advice::attach(facts, this, need, Some(attached));
                found.problem(*line, format!("`{member}` of {id} {fact}: {advice}"));
            }
            Err(Wrong::Unknown(fact)) => found.note(*line, format!("`{member}` of {id} {fact}")),
        }
    }
    found.fine.push((pool.id.clone(), fine));
}

enum Wrong {
    Problem(String),
    Unknown(String),
}

/// Returns the version in which a trigger's events come, if a handler takes it.
fn version(attached: &Attached, need: &Attachment) -> Result<Option<LambdaVersion>, Wrong> {
    let taken: &[LambdaVersion] = match need.versions.as_slice() {
        // A trigger whose attribute takes no version has one alone.
        [] => &[LambdaVersion::V1_0],
        versions => versions,
    };
    let names: Vec<_> = taken.iter().map(|version| version.name()).collect();
    let wanted = match (need.versions.is_empty(), names.as_slice()) {
        (true, _) => "the version is V1_0".to_owned(),
        (false, [only]) => format!("the handler takes {only}"),
        (false, names) => format!("the handlers take {}", names.join(" and ")),
    };
    let problem = |fact: String| Err(Wrong::Problem(fact));
    let sent = match &attached.version {
        Version::None => return Ok(None),
        Version::Is(version) => *version,
        Version::Plain => LambdaVersion::V1_0,
        Version::Wrong(text) => {
            return problem(format!("has the `LambdaVersion` {text:?}, which does not exist"));
        }
        Version::Missing => return problem("is an ARN alone, but needs an ARN and a version".to_owned()),
        Version::Unknown => {
            let fact = format!("has a `LambdaVersion` that this file does not say; {wanted}");
            return Err(Wrong::Unknown(fact));
        }
    };
    match (taken.contains(&sent), &attached.version) {
        (true, _) => Ok(Some(sent).filter(|_| !need.versions.is_empty())),
        (false, Version::Plain) => problem(format!("means V1_0, but {wanted}")),
        (false, _) => problem(format!("has the `LambdaVersion` {sent}, but {wanted}")),
    }
}

/// Looks for the key with which Cognito encrypts the codes for a custom sender.
fn key(found: &mut Findings, facts: &Facts, this: &This, pool: &Pool, needs: &[Attachment]) {
    if pool.has_key || pool.is_open {
        return;
    }
    let attached =
        pool.attached.iter().find(|attached| takes_codes(attached.trigger) && is_this(this, attached));
    // One that is missing will need the key too.
    let missing = || {
        let mut senders = needs.iter().map(|need| need.trigger).filter(|trigger| takes_codes(*trigger));
        senders.find(|trigger| pool.attached.iter().all(|attached| attached.trigger != *trigger))
    };
    let sender = match attached {
        Some(attached) => Some((attached.trigger, attached.line)),
        None if facts.pools.len() == 1 => missing().map(|trigger| (trigger, pool.line)),
        None => None,
    };
    if let Some((trigger, line)) = sender {
        let advice = advice::key(facts.form);
        found.problem(line, format!("{} has no `KMSKeyID`, which `{trigger}` needs: {advice}", pool.id));
    }
}

/// Looks for a trigger that has a handler: which of the pools calls this function for it?
fn missing(found: &mut Findings, facts: &Facts, this: &This, pools: &[&Pool], need: &Attachment) {
    let (trigger, name) = (need.trigger, &this.name);
    let of_trigger = |attached: &&Attached| attached.trigger == trigger;
    let (calls, rest): (Vec<&Pool>, Vec<&Pool>) =
        pools.iter().partition(|pool| pool.attached.iter().filter(of_trigger).any(|a| is_this(this, a)));
    if let Some(other) = calls.first() {
        for pool in rest.iter().filter(|pool| !pool.is_open) {
            let note = format!("{} calls {name} for `{trigger}`, but {} does not", other.id, pool.id);
            found.note(pool.line, note);
        }
        return;
    }
    // That a pool calls other functions for all that this one handles cannot be meant.
    let may_call = |attached: &Attached| this.is(&attached.target) != Is::Other;
    let is_called = pools.iter().any(|pool| pool.is_open || pool.attached.iter().any(may_call));
    let mut is_missing = true;
    for pool in pools {
        is_missing &= !pool.is_open;
        for attached in pool.attached.iter().filter(of_trigger) {
            let (member, id) = (&attached.member, &pool.id);
            match (this.is(&attached.target), &attached.target) {
                (Is::Unknown(words), _) => found.note(
                    attached.line,
                    format!("`{member}` of {id} calls {words}; whether that is {name} is known only at the deployment"),
                ),
                (_, Target::Wrong(words)) => {
                    let advice = advice::attach(facts, this, need, Some(attached));
                    found.problem(attached.line, format!("`{member}` of {id} is {words}: {advice}"));
                }
                (_, other) if is_called => found.note(
                    attached.line,
                    format!("`{member}` of {id} calls {}, so the handler of {name} is not called", target_name(other)),
                ),
                _ => continue,
            }
            is_missing = false;
        }
    }
    if is_missing {
        let (line, who) = match pools {
            [pool] => (pool.line, format!("{} does not call {name}", pool.id)),
            _ => (0, format!("no user pool calls {name}")),
        };
        let advice = advice::attach(facts, this, need, None);
        found.problem(line, format!("{who} for `{trigger}`, which has a handler: {advice}"));
    }
}

fn target_name(target: &Target) -> &str {
    match target {
        Target::Here { id, .. } | Target::NameOf(id) => id,
        Target::Named { name, .. } | Target::Given { name, .. } => name,
        Target::Unknown(words) | Target::Wrong(words) => words,
    }
}
