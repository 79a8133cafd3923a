package org.duetdb.tools.foreign;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server of MongoDB's protocol that claims to have sessions. It has no transactions: what is done
 * in one is done at once; here they are only told apart by the fields of their commands.
 */
final class ProtocolBackend extends MemoryBackend {
  private final List<String> inTransactions = new CopyOnWriteArrayList<>();

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    if (query.containsKey("txnNumber") && query.containsKey("autocommit")) {
      inTransactions.add(
          command + (Boolean.TRUE.equals(query.get("startTransaction")) ? ", the first" : ""));
      if (command.equals("commitTransaction") || command.equals("abortTransaction")) {
        return new Document("ok", 1.0);
      }
      if (String.valueOf(query).contains("refuse me")) {
        return new Document("ok", 0.0)
            .append("code", 112)
            .append("codeName", "WriteConflict")
            .append("errmsg", "Write conflict")
            .append("errorLabels", List.of("TransientTransactionError"));
      }
    }
    var answer = super.handleCommand(channel, database, command, query);
    return answer.containsKey("maxWireVersion")
        ? answer.append("logicalSessionTimeoutMinutes", 30)
        : answer;
  }

  /** The commands that came as parts of a transaction, in order. */
  List<String> inTransactions() {
    return inTransactions;
  }
}
