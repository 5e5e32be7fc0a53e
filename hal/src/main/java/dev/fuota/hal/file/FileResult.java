package dev.fuota.hal.file;

/** What became of an operation on files: a value, because a full disk is no mistake of ours. */
public sealed interface FileResult<T> {

  /** It is done. */
  record Ok<T>(T get) implements FileResult<T> {}

  /**
   * It is not done.
   *
   * @param detail for people
   */
  record Failed<T>(FileProblem problem, String detail) implements FileResult<T> {}

  static FileResult<Done> done() {
    return new Ok<>(Done.DONE);
  }

  static <T> FileResult<T> failed(FileProblem problem, String detail) {
    return new Failed<>(problem, detail);
  }

  default boolean isOk() {
    return this instanceof Ok;
  }
}
