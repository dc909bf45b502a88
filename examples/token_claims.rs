//! Tokens that say which tenant their user belongs to, and that let editors write orders.
//!
//! Attach it as the user pool's `PreTokenGenerationConfig`, with the `LambdaVersion` `V2_0`, and
//! keep `custom:tenant` out of the attributes that the app client may write: whoever can write it
//! picks the tenant. `cargo run --bin token-claims` shows what the tokens get.

use cognito_triggers::pre_token_generation::{AccessToken, Event, IdToken, Tokens, V2_0, claim, scope};
use cognito_triggers::prelude::*;

/// Handles every source. If it handled only sign-ins, a refresh would lose the claims.
#[pre_token_generation(V2_0)]
fn claims(event: Event<'_, V2_0>) -> Result<Tokens<V2_0>> {
    // A user without a tenant gets no claim `tenant`, and an API that requires it does not let the user in.
    let tenant = event.user_attributes().get("custom:tenant");
    let is_editor = event.groups().groups().iter().any(|group| group == "editors");

    let id_token = IdToken::new().claim(claim!("tenant"), tenant).claim(claim!("is_editor"), is_editor);
    let access_token = AccessToken::new().claim(claim!("tenant"), tenant).add_scope(scope!("orders/read"));
    let access_token = if is_editor { access_token.add_scope(scope!("orders/write")) } else { access_token };
    Ok(Tokens::new().with_id_token(id_token).with_access_token(access_token))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![claims]).await
}

#[cfg(test)]
mod tests {
    use cognito_triggers::pool::{Pool, User};
    use cognito_triggers::pre_token_generation::HostedAuth;

    use super::*;

    #[test]
    fn a_user_gets_the_tenant() -> Result<()> {
        let event = Event::<V2_0, HostedAuth>::sample().with_user_attribute("custom:tenant", "t-9");
        let expected = Tokens::new()
            .with_id_token(IdToken::new().claim(claim!("tenant"), "t-9").claim(claim!("is_editor"), false))
            .with_access_token(
                AccessToken::new().claim(claim!("tenant"), "t-9").add_scope(scope!("orders/read")),
            );
        assert_eq!(claims(event.any_source())?, expected);
        Ok(())
    }

    #[tokio::test]
    async fn an_editor_may_write_orders_after_a_refresh_too() -> Result<()> {
        let editor = User::confirmed("ines").password("Correct-horse-9").attribute("custom:tenant", "t-204");
        let pool = Pool::new(triggers![claims]).with_user(editor.group("editors"));
        let tokens = pool.sign_in("ines", "Correct-horse-9").await?.tokens();
        for tokens in [pool.refresh(&tokens).await?, tokens] {
            assert_eq!((&tokens.id()["tenant"], &tokens.id()["is_editor"]), (&"t-204".into(), &true.into()));
            assert_eq!(tokens.access()["tenant"], "t-204");
            assert_eq!(tokens.scopes(), ["aws.cognito.signin.user.admin", "orders/read", "orders/write"]);
        }
        Ok(())
    }

    #[tokio::test]
    async fn a_user_without_a_tenant_gets_no_claim_of_one() -> Result<()> {
        let user = User::confirmed("otto").password("Correct-horse-9");
        let tokens =
            Pool::new(triggers![claims]).with_user(user).sign_in("otto", "Correct-horse-9").await?.tokens();
        assert!(tokens.id().get("tenant").is_none() && tokens.access().get("tenant").is_none());
        assert_eq!(tokens.scopes(), ["aws.cognito.signin.user.admin", "orders/read"]);
        Ok(())
    }
}
