"""Invents a catalogue of any size for benchmarks, in a database of their own."""
