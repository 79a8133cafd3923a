/**
 * Time as a parameter. A deployment takes one {@link org.duetdb.api.time.TimeSource} when it is
 * opened; every clock reading, timer and pause of the engine and of both languages goes through it.
 * {@link org.duetdb.api.time.SystemTime} is time as it passes. {@link
 * org.duetdb.api.time.VirtualTime} stands still until a test moves it, so that a lifetime limit of
 * a minute is tested in a millisecond, and {@link org.duetdb.api.time.VirtualTime#run} makes an
 * interleaving of several threads repeatable from a seed.
 */
package org.duetdb.api.time;
