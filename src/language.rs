//! The language of a perspective: words, classes of words, quantities, times.
