/**
 * The schedules that come with Duet. Each is a file beside this package's classes with a comment
 * that defines what it shows, the steps in both languages, and what is expected of each contender;
 * the tests run all of them. {@link org.duetdb.tools.scenarios.Scenarios} finds them by name.
 */
package org.duetdb.tools.scenarios;
