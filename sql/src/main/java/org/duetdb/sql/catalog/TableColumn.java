package org.duetdb.sql.catalog;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.type.ValueCodec;

/**
 * A column of a table and its place in the documents.
 *
 * @param name as declared
 * @param type its type, with its nullability
 * @param path where its value lies: the column's name, or {@code _id} or {@code _id.name} for a key
 *     column
 * @param codec how the value is read and written
 * @param key whether it belongs to the primary key
 * @param defaultText the expression of DEFAULT, if there is one
 */
public record TableColumn(
    String name,
    RelDataType type,
    FieldPath path,
    ValueCodec codec,
    boolean key,
    Optional<String> defaultText) {}
