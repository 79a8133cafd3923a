/**
 * The demonstration: the session of MongoDB's shell that Duet was built after, played on a real
 * deployment. {@link org.duetdb.tools.demo.Demonstration} tells the story in scenes; each has a
 * deployment of its own with MongoDB's polling schedule and its sweep of expired transactions, and
 * types its statements through {@link org.duetdb.tools.demo.Shell}, which prints statement and
 * reply. No reply, count, date or error is written down here; only what is typed, and when.
 *
 * <p>{@link org.duetdb.tools.stage.Stage} is the time of a scene: virtual, or the machine's own.
 */
package org.duetdb.tools.demo;
