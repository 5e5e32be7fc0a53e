package dev.fuota.samples;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;

/** The signed images that are committed. */
public enum Sample {
  /** Version 1.0.0, security counter 1, signed with Ed25519. */
  V1("sensor-1.0.0", Program.V1, Signer.ED25519, FirmwareSamples.classId()),
  /**
   * Version 2.0.0, security counter 2, signed with Ed25519; to be installed from 1.0.0 on. It
   * measures vibration and warns of frost, which version 1.0.0 does not.
   */
  V2("sensor-2.0.0", Program.V2, Signer.ED25519, FirmwareSamples.classId()),
  /** As {@link #V2}, signed with ECDSA P-256. */
  V2_P256("sensor-2.0.0-p256", Program.V2, Signer.P256, FirmwareSamples.classId()),
  /** As {@link #V2}, for other hardware. */
  V2_OTHER_HARDWARE(
      "sensor-2.0.0-other-hardware", Program.V2, Signer.ED25519, FirmwareSamples.otherClassId());

  /** The two programs behind the images. */
  enum Program {
    V1("sensor-1.0.0", 1, 1),
    V2("sensor-2.0.0", 2, 2);

    private final String name;
    private final int major;
    private final long securityCounter;

    Program(String name, int major, long securityCounter) {
      this.name = name;
      this.major = major;
      this.securityCounter = securityCounter;
    }

    Bytes octets() {
      return Resources.octets(name + ".bin");
    }

    ImageVersion version() {
      return new ImageVersion(major, 0, 0, 0);
    }

    long securityCounter() {
      return securityCounter;
    }
  }

  /** The two pairs of keys. */
  enum Signer {
    ED25519("test-only-ed25519"),
    P256("test-only-p256");

    private final String name;

    Signer(String name) {
      this.name = name;
    }

    String privateKeyPem() {
      return Resources.text(name + "-private.pem");
    }

    String publicKeyPem() {
      return Resources.text(name + "-public.pem");
    }
  }

  private final String name;
  private final Program program;
  private final Signer signer;
  private final String classId;

  Sample(String name, Program program, Signer signer, Bytes classId) {
    this.name = name;
    this.program = program;
    this.signer = signer;
    this.classId = classId.toHex();
  }

  /** The file among this module's resources. */
  public String fileName() {
    return name + ".signed.bin";
  }

  public ImageVersion version() {
    return program.version();
  }

  Program program() {
    return program;
  }

  Signer signer() {
    return signer;
  }

  /** The hardware that the image is for, 16 octets. */
  public Bytes hardware() {
    return Bytes.fromHex(classId);
  }
}
