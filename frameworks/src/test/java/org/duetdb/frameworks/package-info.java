/**
 * Frameworks at work on the driver. Each test lets a framework meet a rival and looks at what its
 * users would see: which exception, whether the pool keeps its connection, whether another try
 * succeeds. Nothing is mocked; whoever has to wait does so in virtual time.
 */
package org.duetdb.frameworks;
