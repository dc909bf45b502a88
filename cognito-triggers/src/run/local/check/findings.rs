//! Compares what a file attaches with what the handlers need.

use crate::run::local::check::advice;
use crate::run::local::check::facts::{Attached, Caller, Facts, Form, Permission, Pool, Target, Version};
use crate::run::local::check::this::{Is, This};
use crate::run::local::notation::Attachment;
use crate::spec::source::Trigger;
use crate::spec::version::LambdaVersion;

/// What is wrong, and what to know: each with its line, or 0.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Findings {
    pub(super) problems: Vec<(usize, String)>,
    pub(super) notes: Vec<(usize, String)>,
    /// What is as it should be: the pools, and the triggers that they call this function for.
    pub(super) fine: Vec<(String, Vec<String>)>,
}

/// Compares.
pub(super) fn find(facts: &Facts, this: &This, needs: &[Attachment]) -> Findings {
    let mut found = Findings { notes: facts.notes.clone(), ..Findings::default() };
    let calls_this = |pool: &Pool| pool.attached.iter().any(|attached| this.is(&attached.target) == Is::This);
    let calling: Vec<&Pool> = facts.pools.iter().filter(|pool| calls_this(pool)).collect();
    for pool in &calling {
        attached(&mut found, facts, this, pool, needs);
        permission(&mut found, facts, this, pool);
    }
    // A pool that calls other functions alone may have nothing to do with this one.
    let asked = if calling.is_empty() { facts.pools.iter().collect() } else { calling };
    for need in needs {
        missing(&mut found, facts, this, &asked, need);
    }
    for pool in asked {
        key(&mut found, facts, this, pool, needs);
    }
    if facts.form == Form::Description && !needs.is_empty() {
        found.notes.push((
            0,
            format!("whether the pool may call {} is not in this file, but in what `aws lambda get-policy` prints", this.name),
        ));
    }
    found
}

/// Looks at each trigger for which a pool calls this function.
fn attached(found: &mut Findings, facts: &Facts, this: &This, pool: &Pool, needs: &[Attachment]) {
    let mut fine = Vec::new();
    for attached in pool.attached.iter().filter(|attached| this.is(&attached.target) == Is::This) {
        let Attached { trigger, member, line, .. } = attached;
        if let Target::NameOf(id) = &attached.target {
            found.problems.push((
                *line,
                format!("`{member}` of {} is `Ref: {id}`, which is a name, and Cognito wants an ARN: write `!GetAtt {id}.Arn`", pool.id),
            ));
            continue;
        }
        let Some(need) = needs.iter().find(|need| need.trigger == *trigger) else {
            found.problems.push((
                *line,
                format!(
                    "{} calls {} for `{member}`, but no handler takes it: remove `{member}`, or write a handler with `#[{}]`",
                    pool.id, this.name, trigger.attribute()
                ),
            ));
            continue;
        };
        match version(attached, need) {
            Ok(Some(version)) => fine.push(format!("{trigger} {version}")),
            Ok(None) => fine.push(trigger.to_string()),
            Err(Wrong::Problem(fact)) => {
                let advice = advice::attach(facts, this, need, Some(attached));
                found.problems.push((*line, format!("`{member}` of {} {fact}: {advice}", pool.id)));
            }
            Err(Wrong::Unknown(fact)) => {
                found.notes.push((*line, format!("`{member}` of {} {fact}", pool.id)));
            }
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
    let taken = match need.versions.as_slice() {
        // These have one version.
        [] if need.trigger != Trigger::PreTokenGeneration => &[LambdaVersion::V1_0],
        [] => LambdaVersion::ALL,
        versions => versions,
    };
    let names: Vec<_> = taken.iter().map(|version| version.name()).collect();
    let wanted = match (need.versions.is_empty(), names.as_slice()) {
        (true, names) => format!("the version is {}", names.join(" or ")),
        (false, [only]) => format!("the handler takes {only}"),
        (false, names) => format!("the handlers take {}", names.join(" and ")),
    };
    let sent = match &attached.version {
        Version::None => return Ok(None),
        Version::Is(version) => *version,
        Version::Plain => LambdaVersion::V1_0,
        Version::Wrong(text) => {
            return Err(Wrong::Problem(format!("has the `LambdaVersion` {text:?}, which does not exist")));
        }
        Version::Missing => {
            return Err(Wrong::Problem("is an ARN alone, but needs an ARN and a version".to_owned()));
        }
        Version::Unknown => {
            return Err(Wrong::Unknown(format!(
                "has a `LambdaVersion` that this file does not say; {wanted}"
            )));
        }
    };
    match (taken.contains(&sent), &attached.version) {
        (true, _) => Ok(Some(sent).filter(|_| !need.versions.is_empty())),
        (false, Version::Plain) => Err(Wrong::Problem(format!("means V1_0, but {wanted}"))),
        (false, _) => Err(Wrong::Problem(format!("has the `LambdaVersion` {sent}, but {wanted}"))),
    }
}

/// Looks for the key with which Cognito encrypts the codes for a custom sender.
fn key(found: &mut Findings, facts: &Facts, this: &This, pool: &Pool, needs: &[Attachment]) {
    let attached = pool
        .attached
        .iter()
        .find(|attached| is_sender(attached.trigger) && matches!(this.is(&attached.target), Is::This));
    // One that is missing will need the key too.
    let missing = || {
        let mut senders = needs.iter().map(|need| need.trigger).filter(|trigger| is_sender(*trigger));
        senders.find(|trigger| pool.attached.iter().all(|attached| attached.trigger != *trigger))
    };
    let sender = match attached {
        Some(attached) => Some((attached.trigger, attached.line)),
        None if facts.pools.len() == 1 => missing().map(|trigger| (trigger, pool.line)),
        None => None,
    };
    if let Some((trigger, line)) = sender.filter(|_| !pool.has_key && !pool.is_open) {
        found.problems.push((
            line,
            format!("{} has no `KMSKeyID`, which `{trigger}` needs: {}", pool.id, advice::key(facts.form)),
        ));
    }
}

fn is_sender(trigger: Trigger) -> bool {
    matches!(trigger, Trigger::CustomEmailSender | Trigger::CustomSMSSender)
}

/// Looks for the permission of a pool to call this function.
fn permission(found: &mut Findings, facts: &Facts, this: &This, pool: &Pool) {
    let Some(permissions) = &facts.permissions else { return };
    let lets_this_pool = |permission: &Permission| match &permission.caller {
        Caller::AnyPool | Caller::SomePool => true,
        Caller::Pool(id) => *id == pool.id,
        Caller::NotCognito(_) => false,
    };
    let of_this: Vec<_> =
        permissions.iter().filter(|permission| this.is(&permission.function) == Is::This).collect();
    let given: Vec<_> = of_this.iter().filter(|permission| lets_this_pool(permission)).collect();
    if !given.is_empty() {
        // An alias has a policy of its own.
        let called = pool.attached.iter().filter(|attached| this.is(&attached.target) == Is::This);
        let lacks = called.into_iter().find(|attached| {
            given.iter().all(|permission| {
                permission.is_for_function && qualifier(&permission.function) != qualifier(&attached.target)
            })
        });
        if let Some(attached) = lacks {
            let words =
                |qualifier: Option<&str>| qualifier.map_or("no alias".to_owned(), |name| format!("`{name}`"));
            found.notes.push((attached.line, format!(
                "`{}` of {} calls {} by {}, but the permission {} is for {}, and an alias has permissions of its own",
                attached.member, pool.id, this.name, words(qualifier(&attached.target)),
                given[0].id, words(qualifier(&given[0].function)),
            )));
        }
        return;
    }
    let unknown =
        permissions.iter().filter(|permission| lets_this_pool(permission)).find_map(|permission| match this
            .is(&permission.function)
        {
            Is::Unknown(words) => Some((permission, words)),
            _ => None,
        });
    if let Some((permission, words)) = unknown {
        found.notes.push((
            permission.line,
            format!(
                "whether {} may call {} is known only at the deployment: the permission {} is for {words}",
                pool.id, this.name, permission.id
            ),
        ));
        return;
    }
    if facts.is_open {
        let note = format!("the file does not say whether {} may call {}", pool.id, this.name);
        found.notes.push((pool.line, note));
        return;
    }
    if this.id().is_none() {
        found.notes.push((
            pool.line,
            format!("whether {} may call {} is in the template of that function", pool.id, this.name),
        ));
        return;
    }
    let why = of_this.iter().find_map(|permission| match &permission.caller {
        Caller::NotCognito(why) => Some((
            permission.line,
            format!("the permission {} is not for Cognito, since {why}", permission.id),
        )),
        Caller::Pool(other) => {
            Some((permission.line, format!("the permission {} is for the pool {other}", permission.id)))
        }
        _ => None,
    });
    let (line, why) = match why {
        Some((line, why)) => (line, format!(" ({why})")),
        None => (pool.line, String::new()),
    };
    found.problems.push((
        line,
        format!("{} may not call {}{why}: {}", pool.id, this.name, advice::permit(facts, this, pool)),
    ));
}

fn qualifier(target: &Target) -> Option<&str> {
    match target {
        Target::Here { qualifier, .. } | Target::Named { qualifier, .. } => qualifier.as_deref(),
        _ => None,
    }
}

/// Looks for a trigger that has a handler: which of the pools calls this function for it?
fn missing(found: &mut Findings, facts: &Facts, this: &This, pools: &[&Pool], need: &Attachment) {
    let trigger = need.trigger;
    let of = |pool: &&&Pool, wanted: fn(&Is) -> bool| {
        pool.attached.iter().any(|attached| attached.trigger == trigger && wanted(&this.is(&attached.target)))
    };
    let calls: Vec<_> = pools.iter().filter(|pool| of(pool, |is| *is == Is::This)).collect();
    if !calls.is_empty() {
        for pool in pools.iter().filter(|pool| !of(pool, |is| *is == Is::This) && !pool.is_open) {
            let other = calls[0];
            found.notes.push((
                pool.line,
                format!("{} calls {} for `{trigger}`, but {} does not", other.id, this.name, pool.id),
            ));
        }
        return;
    }
    let mut is_known = true;
    for pool in pools {
        is_known &= !pool.is_open;
        for attached in pool.attached.iter().filter(|attached| attached.trigger == trigger) {
            let member = &attached.member;
            let note = match (this.is(&attached.target), &attached.target) {
                (Is::Unknown(words), _) => format!(
                    "`{member}` of {} calls {words}; whether that is {} is known only at the deployment",
                    pool.id, this.name
                ),
                (_, Target::Wrong(words)) => {
                    found.problems.push((
                        attached.line,
                        format!(
                            "`{member}` of {} is {words}: {}",
                            pool.id,
                            advice::attach(facts, this, need, Some(attached))
                        ),
                    ));
                    is_known = false;
                    continue;
                }
                (_, target) => format!(
                    "`{member}` of {} calls {}, so the handler of {} is not called",
                    pool.id,
                    target_name(target),
                    this.name
                ),
            };
            is_known = false;
            found.notes.push((attached.line, note));
        }
    }
    if is_known {
        let (line, who) = match pools {
            [pool] => (pool.line, format!("{} does not call {}", pool.id, this.name)),
            _ => (0, format!("no user pool calls {}", this.name)),
        };
        found.problems.push((
            line,
            format!(
                "{who} for `{trigger}`, which has a handler: {}",
                advice::attach(facts, this, need, None)
            ),
        ));
    }
}

fn target_name(target: &Target) -> &str {
    match target {
        Target::Here { id, .. } | Target::NameOf(id) => id,
        Target::Named { name, .. } | Target::Given { name, .. } => name,
        Target::Unknown(words) | Target::Wrong(words) => words,
    }
}
