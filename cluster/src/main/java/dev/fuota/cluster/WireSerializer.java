package dev.fuota.cluster;

import dev.fuota.protocol.codec.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The messages of {@link Wire} as octets. What has another name is refused, and Java's own
 * serialisation is off, so that no peer chooses which classes are made here.
 */
public final class WireSerializer extends SerializerWithStringManifest {
  private static final int IDENTIFIER = 0x66756f;
  private static final String ASK = "ask2";
  private static final String THANKS = "thanks1";
  private static final String END = "end1";
  private static final String WORKING = "working1";
  private static final String ANSWER = "answer1";
  private static final String REFUSED = "refused1";

  private final ExtendedActorSystem system;

  /** Made by Pekko. */
  public WireSerializer(ExtendedActorSystem system) {
    this.system = system;
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    if (message instanceof CellMessage.Ask) {
      return ASK;
    } else if (message instanceof CellMessage.Thanks) {
      return THANKS;
    } else if (message instanceof CellMessage.End) {
      return END;
    } else if (message instanceof CellReply.Working) {
      return WORKING;
    } else if (message instanceof CellReply.Answer) {
      return ANSWER;
    } else if (message instanceof CellReply.Refused) {
      return REFUSED;
    }
    throw new IllegalArgumentException("no message: " + message.getClass());
  }

  @Override
  public byte[] toBinary(Object message) {
    return Octets.written(
        out -> {
          if (message instanceof CellMessage.Ask ask) {
            Octets.put(out, JobOctets.of(ask.job()));
            out.writeInt(ask.cell());
            Octets.put(out, resolver().toSerializationFormat(ask.replyTo()));
          } else if (message instanceof CellMessage.Thanks thanks) {
            put(out, thanks.id());
          } else if (message instanceof CellMessage.End end) {
            put(out, end.id());
          } else if (message instanceof CellReply reply) {
            out.writeInt(reply.cell());
            Octets.put(out, content(reply));
          } else {
            throw new NotSerializableException(message.getClass().getName());
          }
        });
  }

  private static void put(DataOutputStream out, CellMessage.Id id) throws IOException {
    Octets.put(out, id.job());
    out.writeInt(id.cell());
  }

  private static byte[] content(CellReply reply) {
    if (reply instanceof CellReply.Answer answer) {
      return answer.result().toArray();
    }
    String text =
        reply instanceof CellReply.Working working
            ? working.node()
            : ((CellReply.Refused) reply).sentence();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Object fromBinary(byte[] octets, String manifest) throws NotSerializableException {
    try (DataInputStream in = Octets.reading(octets)) {
      Wire message = read(manifest, in);
      if (in.available() > 0) {
        throw new IOException(in.available() + " octets too many");
      }
      return message;
    } catch (IOException | IllegalArgumentException e) {
      throw refused(manifest + ": " + e.getMessage());
    }
  }

  private Wire read(String manifest, DataInputStream in) throws IOException {
    return switch (manifest) {
      case ASK ->
          new CellMessage.Ask(
              JobOctets.read(Octets.reading(Octets.octets(in))),
              cell(in),
              resolver().resolveActorRef(Octets.text(in)));
      case THANKS -> new CellMessage.Thanks(new CellMessage.Id(Octets.text(in), cell(in)));
      case END -> new CellMessage.End(new CellMessage.Id(Octets.text(in), cell(in)));
      case WORKING -> new CellReply.Working(cell(in), Octets.text(in));
      case ANSWER -> new CellReply.Answer(cell(in), Bytes.of(Octets.octets(in)));
      case REFUSED -> new CellReply.Refused(cell(in), Octets.text(in));
      default -> throw new IOException("not known");
    };
  }

  private static int cell(DataInputStream in) throws IOException {
    int cell = in.readInt();
    if (cell < 0) {
      throw new IOException("cell " + cell);
    }
    return cell;
  }

  private static NotSerializableException refused(String sentence) {
    return new NotSerializableException("message refused: " + sentence);
  }

  private ActorRefResolver resolver() {
    return ActorRefResolver.get(Adapter.toTyped(system));
  }
}
