/**
 * Publication between threads without locks, by jcstress: a version is seen whole or not at all,
 * and so is a commit. The classes stand in the engine's package because what they hunt is not
 * visible from outside of it; the module is not published, and runs on the class path.
 */
package org.duetdb.engine.mvcc;
