//! May the pool call this function?

use crate::run::local::check::advice;
use crate::run::local::check::facts::{Caller, Facts, Permission, Pool, Target};
use crate::run::local::check::report::Findings;
use crate::run::local::check::this::{Is, This};

/// Looks for the permission of a pool that calls this function.
pub(super) fn find(found: &mut Findings, facts: &Facts, this: &This, pool: &Pool) {
    let Some(permissions) = &facts.permissions else { return };
    let (id, name) = (&pool.id, &this.name);
    let for_pool: Vec<&Permission> =
        permissions.iter().filter(|permission| lets_call(permission, pool)).collect();
    let is_of_this = |permission: &&Permission| this.is(&permission.function) == Is::This;
    let given: Vec<&Permission> = for_pool.iter().copied().filter(is_of_this).collect();
    if !given.is_empty() {
        return qualifiers(found, this, pool, &given);
    }
    for permission in for_pool {
        if let Is::Unknown(words) = this.is(&permission.function) {
            let note = format!(
                "whether {id} may call {name} is known only at the deployment: the permission {} is for {words}",
                permission.id
            );
            return found.note(permission.line, note);
        }
    }
    if facts.is_open {
        return found.note(pool.line, format!("the file does not say whether {id} may call {name}"));
    }
    if this.id().is_none() {
        return found
            .note(pool.line, format!("whether {id} may call {name} is in the template of that function"));
    }
    let (line, why) = permissions
        .iter()
        .filter(is_of_this)
        .find_map(|permission| Some((permission.line, format!(" ({})", why_not(permission)?))))
        .unwrap_or((pool.line, String::new()));
    found.problem(line, format!("{id} may not call {name}{why}: {}", advice::permit(facts, this, pool)));
}

fn lets_call(permission: &Permission, pool: &Pool) -> bool {
    match &permission.caller {
        Caller::Pools => true,
        Caller::Pool(id) => *id == pool.id,
        Caller::NotCognito(_) => false,
    }
}

fn why_not(permission: &Permission) -> Option<String> {
    let id = &permission.id;
    match &permission.caller {
        Caller::NotCognito(why) => Some(format!("the permission {id} is not for Cognito, since {why}")),
        Caller::Pool(other) => Some(format!("the permission {id} is for the pool {other}")),
        Caller::Pools => None,
    }
}

/// Notes a permission that is for another alias or version than the pool calls: each has a policy of its own.
fn qualifiers(found: &mut Findings, this: &This, pool: &Pool, given: &[&Permission]) {
    let is_for = |permission: &&Permission, target: &Target| {
        !permission.is_for_function || qualifier(&permission.function) == qualifier(target)
    };
    let called = pool.attached.iter().filter(|attached| this.is(&attached.target) == Is::This);
    for attached in called {
        if !given.iter().any(|permission| is_for(permission, &attached.target)) {
            let words = |target| qualifier(target).map_or("no alias".to_owned(), |name| format!("`{name}`"));
            let note = format!(
                "`{}` of {} calls {} by {}, but the permission {} is for {}, and an alias has permissions of its own",
                attached.member,
                pool.id,
                this.name,
                words(&attached.target),
                given[0].id,
                words(&given[0].function),
            );
            return found.note(attached.line, note);
        }
    }
}

fn qualifier(target: &Target) -> Option<&str> {
    match target {
        Target::Here { qualifier, .. } | Target::Named { qualifier, .. } => qualifier.as_deref(),
        _ => None,
    }
}
