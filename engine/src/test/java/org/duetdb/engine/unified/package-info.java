/**
 * Runs MongoDB's unified tests, as far as they are about results, errors and what is in the
 * collections afterwards. {@link org.duetdb.engine.unified.UnifiedSpecs} reads the files from a
 * folder; {@link org.duetdb.engine.unified.UnifiedPlay} plays one test on a deployment of its own
 * by the document API alone; {@link org.duetdb.engine.unified.Expected} is the format's idea of
 * equality. What a test asks for that is a driver's or a server's and not an engine's ends it with
 * {@link org.duetdb.engine.unified.SkippedException}.
 */
package org.duetdb.engine.unified;
