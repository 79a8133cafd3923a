@org.jspecify.annotations.NullMarked
package org.duetdb.samples.schedules;
