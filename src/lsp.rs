//! The surface for editors: the Language Server Protocol.
