/**
 * The launcher. {@link org.duetdb.tools.Duet} runs one of the commands in {@code
 * org.duetdb.tools.command} and exits with its code.
 */
package org.duetdb.tools;
