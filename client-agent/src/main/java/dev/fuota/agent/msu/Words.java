package dev.fuota.agent.msu;

import java.util.Arrays;

/** An immutable string of ints, with value equality: the frames that are held, chunk by chunk. */
final class Words {
  private final int[] words;

  private Words(int[] words) {
    this.words = words;
  }

  /** Copies {@code words}. */
  static Words of(int... words) {
    return new Words(words.clone());
  }

  int length() {
    return words.length;
  }

  /** A copy that the caller owns. */
  int[] toArray() {
    return words.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Words same && Arrays.equals(words, same.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }
}
