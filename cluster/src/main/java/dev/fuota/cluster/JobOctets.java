package dev.fuota.cluster;

import dev.fuota.protocol.codec.Bytes;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A job as octets: the same job gives the same ones. */
final class JobOctets {
  private static final int FILES_MAX = 100;

  private JobOctets() {}

  static byte[] of(Job job) {
    return Octets.written(
        out -> {
          Octets.put(out, job.version());
          Octets.put(out, job.name());
          Octets.put(out, job.text());
          out.writeInt(job.files().size());
          for (var file : job.files().entrySet()) {
            Octets.put(out, file.getKey());
            Octets.put(out, file.getValue().toArray());
          }
          out.writeBoolean(job.seed().isPresent());
          out.writeLong(job.seed().orElse(0L));
          Octets.put(out, job.occasion());
        });
  }

  /**
   * Reads a job.
   *
   * @throws IOException if it is none
   */
  static Job read(DataInputStream in) throws IOException {
    String version = Octets.text(in);
    String name = Octets.text(in);
    String text = Octets.text(in);
    int count = in.readInt();
    if (count < 0 || count > FILES_MAX) {
      throw new IOException(count + " files, not within 0.." + FILES_MAX);
    }
    SortedMap<String, Bytes> files = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String file = Octets.text(in);
      files.put(file, Bytes.of(Octets.octets(in)));
    }
    boolean seeded = in.readBoolean();
    long seed = in.readLong();
    Optional<Long> other = seeded ? Optional.of(seed) : Optional.empty();
    return new Job(version, name, text, files, other, Octets.text(in));
  }
}
