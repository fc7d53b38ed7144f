"""Measure the program beside its floors (``python -m tests.benchmarks``); pytest collects nothing here."""
