package dev.fuota.hal.file;

/**
 * What became of an operation on files: a value, because a full disk is no mistake of ours.
 *
 * <p>Without default methods on purpose: so the results are made without this interface, whose
 * constant is one of them.
 */
@SuppressWarnings("ClassInitializationDeadlock") // Java language, 12.4.1: see above
public sealed interface FileResult<T> {

  /** Nothing more to say than that it is done; always the same, for the sake of hot paths. */
  FileResult<Done> DONE = new Ok<>(Done.DONE);

  boolean isOk();

  static <T> FileResult<T> failed(FileProblem problem, String detail) {
    return new Failed<>(problem, detail);
  }

  /** It is done. */
  record Ok<T>(T get) implements FileResult<T> {
    @Override
    public boolean isOk() {
      return true;
    }
  }

  /**
   * It is not done.
   *
   * @param detail for people
   */
  record Failed<T>(FileProblem problem, String detail) implements FileResult<T> {
    @Override
    public boolean isOk() {
      return false;
    }
  }
}
