/**
 * Money goes from one account to another: two documents, so a transaction. With the document API
 * {@link org.duetdb.samples.transfer.DocumentTransfer} leaves the retry to {@code withTransaction};
 * with JDBC {@link org.duetdb.samples.transfer.JdbcTransfer} has to run the transaction again
 * itself, because no driver may: only the application knows what it did between the statements.
 */
package org.duetdb.samples.transfer;
