package org.duetdb.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Observer;
import org.duetdb.api.time.TimeSource;

/**
 * How a deployment is opened: {@code duet:KIND:NAME?option=value&...}, and what no text can say:
 * its time, its random generator and its observer. Immutable.
 *
 * <p>The first opener of a name decides; a later one who asks for another value of an option is
 * refused. Options that a later opener does not name are not compared.
 */
public final class DeploymentOptions {
  /** How every URL of the document API begins. */
  public static final String SCHEME = "duet:";

  private final String kind;
  private final String name;
  private final Map<DeploymentOption, String> given;
  private final Optional<TimeSource> time;
  private final Optional<RandomGenerator> random;
  private final Optional<Observer> observer;

  private DeploymentOptions(
      String kind,
      String name,
      Map<DeploymentOption, String> given,
      Optional<TimeSource> time,
      Optional<RandomGenerator> random,
      Optional<Observer> observer) {
    this.kind = kind;
    this.name = name;
    this.given = given;
    this.time = time;
    this.random = random;
    this.observer = observer;
  }

  /**
   * Options from a URL such as {@code duet:mem:shop?transactionLifetime=0}.
   *
   * @throws DuetException 72 with the fault, if the URL or an option is wrong
   */
  public static DeploymentOptions parse(String url) {
    if (!url.startsWith(SCHEME)) {
      throw invalid(
          "a Duet URL begins with 'duet:', for example duet:mem:shop; this one is '" + url + "'");
    }
    int question = url.indexOf('?');
    var path = question < 0 ? url : url.substring(0, question);
    int colon = path.indexOf(':', SCHEME.length());
    if (colon < 0) {
      throw invalid(
          "a Duet URL names a kind and a deployment, for example duet:mem:shop; this one is '"
              + url
              + "'");
    }
    var options =
        new DeploymentOptions(
            path.substring(SCHEME.length(), colon),
            path.substring(colon + 1),
            new EnumMap<>(DeploymentOption.class),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return question < 0 ? options : options.withQuery(url.substring(question + 1));
  }

  /** Options for the in-memory deployment of that name; an empty name makes a private one. */
  public static DeploymentOptions inMemory(String name) {
    return parse(SCHEME + "mem:" + name);
  }

  private DeploymentOptions withQuery(String query) {
    var result = this;
    for (var part : query.split("[&;]", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw invalid("an option is name=value; this one is '" + part + "'");
      }
      result =
          result.with(
              DeploymentOption.named(part.substring(0, equals)),
              URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return result;
  }

  /** The same with another value of one option. */
  public DeploymentOptions with(DeploymentOption option, String value) {
    var copy = new EnumMap<DeploymentOption, String>(DeploymentOption.class);
    copy.putAll(given);
    copy.put(option, option.normalize(value));
    return new DeploymentOptions(kind, name, copy, time, random, observer);
  }

  /** The same with its own time, which is {@link org.duetdb.api.time.VirtualTime} in tests. */
  public DeploymentOptions withTime(TimeSource source) {
    return new DeploymentOptions(kind, name, given, Optional.of(source), random, observer);
  }

  /**
   * The same with its own random generator, which must be safe for the threads that use the
   * deployment.
   */
  public DeploymentOptions withRandom(RandomGenerator generator) {
    return new DeploymentOptions(kind, name, given, time, Optional.of(generator), observer);
  }

  /** The same with somebody who is told what the deployment does. */
  public DeploymentOptions withObserver(Observer told) {
    return new DeploymentOptions(kind, name, given, time, random, Optional.of(told));
  }

  /** The same for a deployment of another name. */
  public DeploymentOptions named(String chosen) {
    return new DeploymentOptions(kind, chosen, given, time, random, observer);
  }

  /** The kind of deployment: {@code mem}. */
  public String kind() {
    return kind;
  }

  /** The deployment's name; empty for a private one. */
  public String name() {
    return name;
  }

  /** The value of an option in its normal form. */
  public String value(DeploymentOption option) {
    return given.getOrDefault(option, option.normalize(option.defaultValue()));
  }

  /** Whether the opener has named the option. */
  public boolean isGiven(DeploymentOption option) {
    return given.containsKey(option);
  }

  /** The value of an option that is a duration. */
  public Duration duration(DeploymentOption option) {
    return DeploymentOption.duration(value(option));
  }

  /** The value of an option that is a number. */
  public long count(DeploymentOption option) {
    return Long.parseLong(value(option));
  }

  /** The value of an option that is true or false. */
  public boolean isTrue(DeploymentOption option) {
    return Boolean.parseBoolean(value(option));
  }

  /** The time that the opener brings. */
  public Optional<TimeSource> time() {
    return time;
  }

  /** The random generator that the opener brings. */
  public Optional<RandomGenerator> random() {
    return random;
  }

  /** Who is told what the deployment does. */
  public Optional<Observer> observer() {
    return observer;
  }

  private static DuetException invalid(String message) {
    return new DuetException(ErrorCode.INVALID_OPTIONS, message);
  }

  /** The URL, with the options that were given. */
  @Override
  public String toString() {
    var url = new StringBuilder(SCHEME).append(kind).append(':').append(name);
    char separator = '?';
    for (var entry : given.entrySet()) {
      url.append(separator)
          .append(entry.getKey().optionName())
          .append('=')
          .append(entry.getValue());
      separator = '&';
    }
    return url.toString();
  }
}
