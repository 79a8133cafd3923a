package org.duetdb.hibernate;

import org.hibernate.dialect.sequence.SequenceSupport;
import org.hibernate.tool.schema.extract.internal.SequenceInformationExtractorLegacyImpl;
import org.jspecify.annotations.Nullable;

/** Sequences as the SQL standard has them, which Duet's catalog tells by name and increment. */
final class DuetSequences extends SequenceInformationExtractorLegacyImpl
    implements SequenceSupport {
  static final DuetSequences INSTANCE = new DuetSequences();
  static final String QUERY = "select * from information_schema.sequences";

  private DuetSequences() {}

  @Override
  public String getSelectSequenceNextValString(String sequence) {
    return "next value for " + sequence;
  }

  @Override
  public String getSelectSequencePreviousValString(String sequence) {
    return "currval('" + sequence + "')";
  }

  @Override
  public String getDropSequenceString(String sequence) {
    return "drop sequence if exists " + sequence;
  }

  @Override
  protected @Nullable String sequenceStartValueColumn() {
    return null;
  }

  @Override
  protected @Nullable String sequenceMinValueColumn() {
    return null;
  }

  @Override
  protected @Nullable String sequenceMaxValueColumn() {
    return null;
  }
}
