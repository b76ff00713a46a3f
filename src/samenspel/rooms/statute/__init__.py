"""Statute: the Bijzonder Statuut in force, its versions, and the gate that every act goes through.

Promises: nothing of consequence happens without a verdict under the version in force; a refusal quotes the
clause it rests on; versions are never edited; nobody, whatever their role, has a way around the gate.
"""
