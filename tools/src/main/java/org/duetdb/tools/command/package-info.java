/**
 * What can be typed behind {@code ./duet}. A command reads its options, calls the library ({@code
 * org.duetdb.tools.run}, {@code org.duetdb.tools.demo}) and prints what the reports make of it;
 * nothing is computed here. The exit code is 0 if all went as expected, 1 if an expectation failed
 * and 2 if the command line or a file is wrong.
 */
package org.duetdb.tools.command;
