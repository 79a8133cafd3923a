/**
 * Time for those who show a deployment at work. {@link org.duetdb.tools.stage.Stage} lets time pass
 * and lets actors act in it: {@link org.duetdb.tools.stage.VirtualStage} in virtual time, where
 * minutes take milliseconds, {@link org.duetdb.tools.stage.RealStage} on the machine's own clock.
 */
package org.duetdb.tools.stage;
