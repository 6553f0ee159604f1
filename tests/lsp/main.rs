//! The server as editors meet it: conversations over real frames, in the process and with the real binary.

mod actions;
mod client;
mod commands;
mod conversations;
mod edits;
mod fake;
mod hostile;
mod manual;
mod marks;
mod own;
mod parity;
mod person;
mod profiles;
mod recorded;
mod renaming;
mod samples;
mod status;
mod stdio;
mod storm;
mod structure;
mod together;
mod workspace;
mod writing;
