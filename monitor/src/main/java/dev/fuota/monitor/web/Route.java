package dev.fuota.monitor.web;

import dev.fuota.monitor.guard.Role;
import dev.fuota.monitor.json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that can be asked, with all that is said of it in the document for clients.
 *
 * @param path of Javalin's form: {@code /campaigns/{id}}
 * @param name stable, in camel case
 * @param summary one line for a person
 * @param role that is needed; empty: whoever reaches the server may ask
 * @param query what may stand behind the question mark
 * @param input what the request's body is; empty: it has none
 * @param refusals statuses of errors that are this route's own
 */
public record Route(
    Verb verb,
    String path,
    String name,
    String summary,
    Optional<Role> role,
    List<QueryValue> query,
    Optional<Input> input,
    Output output,
    List<Integer> refusals,
    Handler handler) {

  /** Methods of HTTP that are used. */
  public enum Verb {
    GET,
    POST,
    PUT,
    DELETE
  }

  /** Answers a request. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Gives the answer.
     *
     * @throws Refusal for any answer that is an error
     */
    Reply answer(Call call);
  }

  /** A value behind the question mark. */
  public record QueryValue(String name, Shape shape, String meaning) {}

  /** A request's body. */
  public sealed interface Input {
    /** A JSON document. */
    record Json(Shape shape) implements Input {}

    /** A file as it is. */
    record Octets(int max) implements Input {}
  }

  /**
   * What is answered if all is well.
   *
   * @param shape of the JSON; empty for other types
   */
  public record Output(int status, String type, Optional<Shape> shape) {
    public static Output json(int status, Shape shape) {
      return new Output(status, Reply.JSON, Optional.of(shape));
    }

    public static Output of(String type) {
      return new Output(200, type, Optional.empty());
    }
  }

  public Route {
    query = List.copyOf(query);
    refusals = List.copyOf(refusals);
  }

  /** A route that answers JSON, for whoever may look if it is a GET, and operate otherwise. */
  public static Route of(
      Verb verb, String path, String name, String summary, Output output, Handler handler) {
    Role role = verb == Verb.GET ? Role.READ : Role.OPERATE;
    return new Route(
        verb,
        path,
        name,
        summary,
        Optional.of(role),
        List.of(),
        Optional.empty(),
        output,
        List.of(),
        handler);
  }

  /** The same below a path. */
  public Route below(String base) {
    return new Route(
        verb, base + path, name, summary, role, query, input, output, refusals, handler);
  }

  /** The same for whoever has that role; empty: for everybody. */
  public Route forRole(Optional<Role> needed) {
    return new Route(verb, path, name, summary, needed, query, input, output, refusals, handler);
  }

  public Route with(QueryValue value) {
    List<QueryValue> all = new ArrayList<>(query);
    all.add(value);
    return new Route(verb, path, name, summary, role, all, input, output, refusals, handler);
  }

  public Route with(Input body) {
    return new Route(
        verb, path, name, summary, role, query, Optional.of(body), output, refusals, handler);
  }

  public Route refusing(Integer... statuses) {
    return new Route(
        verb, path, name, summary, role, query, input, output, List.of(statuses), handler);
  }
}
