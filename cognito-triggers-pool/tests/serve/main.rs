//! The pool behind HTTP, over real sockets.

mod api;
mod guard;
mod http;
mod limits;
mod page;
mod state;
mod tokens;
mod waiting;
