"""The command line: one file a command, which reads its options and hands over.

What is slow to load is imported in the functions, so that ``mldebt --help`` answers at once.
"""
