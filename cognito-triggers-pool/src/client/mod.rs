//! The test author's side: the pool, its users, their sign-ins, and checks that one call runs.

mod audit;
mod calls;
mod compare;
mod description;
mod error;
mod fixture;
mod operation;
mod pool;
mod sign_in;
mod tokens;
mod user;

pub use audit::Audit;
pub use error::Error;
pub use fixture::User;
pub use operation::Operation;
pub use pool::Pool;
pub use sign_in::{Challenge, SignIn};
pub use tokens::Tokens;
pub use user::UserHandle;
