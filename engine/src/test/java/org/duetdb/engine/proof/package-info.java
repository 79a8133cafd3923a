/**
 * What issue and design promise of the engine as a whole, proved from outside: hot documents, the
 * table of conflicts, determinism in virtual time, random histories against a naive model, undoing,
 * pruning, scans, and virtual threads as callers. Each class states one promise; the tests of one
 * part stand beside that part.
 */
package org.duetdb.engine.proof;
