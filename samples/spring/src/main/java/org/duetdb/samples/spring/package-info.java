/**
 * Duet behind HikariCP and Spring. {@link org.duetdb.samples.spring.SpringTransfer} runs a
 * transaction by Spring's templates and tries again after a conflict; its test shows that the pool
 * keeps its connections meanwhile.
 */
package org.duetdb.samples.spring;
