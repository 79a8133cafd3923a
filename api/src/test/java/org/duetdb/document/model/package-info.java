/**
 * A second, naive implementation of filters and updates for comparison: it decodes documents to
 * lists and maps and walks them, and shares no code with the product but the bson library.
 */
package org.duetdb.document.model;
