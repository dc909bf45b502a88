//! The pool behind HTTP, over real sockets.

mod api;
mod guard;
mod http;
mod limits;
mod state;
mod tokens;
