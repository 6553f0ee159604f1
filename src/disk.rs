//! The only module that reads and writes files.
