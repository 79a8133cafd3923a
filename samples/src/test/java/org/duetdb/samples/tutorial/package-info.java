/** The document API, chapter by chapter, as a test that reads as documentation. */
package org.duetdb.samples.tutorial;
