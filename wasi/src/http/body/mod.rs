//! Bodies of requests and responses: a queue of pieces between a guest and the thread that speaks HTTP.

pub(super) mod incoming;
pub(super) mod outgoing;
