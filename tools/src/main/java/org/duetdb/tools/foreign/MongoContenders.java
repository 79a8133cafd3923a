package org.duetdb.tools.foreign;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.duetdb.tools.run.Contender;

/**
 * MongoDB by connection string, through its own driver. The only class that others may mention
 * before they know that the driver is there. For one thread at a time.
 */
final class MongoContenders implements AutoCloseable {
  /** How long a server is looked for, if the connection string does not say so. */
  private static final int PATIENCE_SECONDS = 5;

  private final List<MongoClient> clients = new ArrayList<>();

  /**
   * The contender at that address.
   *
   * @throws ForeignEngineException if nobody answers there
   */
  Contender at(String url) {
    try {
      var address = new ConnectionString(url);
      var settings = MongoClientSettings.builder().applyConnectionString(address);
      if (address.getServerSelectionTimeout() == null) {
        settings.applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      var client = MongoClients.create(settings.build());
      clients.add(client);
      return new ForeignContender(url, title(client), lifetime -> new MongoArena(client, lifetime));
    } catch (IllegalArgumentException wrong) {
      throw new ForeignEngineException(url + " is no connection string: " + wrong.getMessage());
    } catch (MongoException unreachable) {
      throw new ForeignEngineException(
          "cannot reach " + url + ": " + unreachable.getMessage(), unreachable);
    }
  }

  private static String title(MongoClient client) {
    var info =
        Objects.requireNonNull(
            client
                .getDatabase("admin")
                .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
                .runCommand(new BsonDocument("buildInfo", new BsonInt32(1)), BsonDocument.class));
    return "MongoDB "
        + info.getString("version").getValue()
        + "; a step that takes 300 ms is taken to wait";
  }

  @Override
  public void close() {
    clients.forEach(MongoClient::close);
    clients.clear();
  }
}
