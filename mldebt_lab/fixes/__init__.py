"""Fixes: what can be changed in a notebook so that a finding goes away, and how the change is made.

:class:`mldebt_lab.fixes.offers.Fixes` works out the fix of a finding from the analysis, without changing anything;
:mod:`mldebt_lab.fixes.application` applies a fix to cells, :mod:`mldebt_lab.fixes.document` to a notebook's file.
"""
