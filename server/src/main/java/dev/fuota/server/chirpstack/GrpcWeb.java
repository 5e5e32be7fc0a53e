package dev.fuota.server.chirpstack;

import dev.fuota.protocol.codec.Bytes;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of gRPC-web over HTTP/1.1 ("PROTOCOL-WEB" of the gRPC project): each part of a body
 * is one octet of flags, a length of four octets (most significant first) and so many octets. Flag
 * 0x80 marks the trailers, which carry {@code grpc-status}. An error has no body at all: the status
 * stands in the HTTP headers.
 */
public final class GrpcWeb {
  public static final String CONTENT_TYPE = "application/grpc-web+proto";

  /** More than the longest answer that this adapter asks for. */
  public static final int BODY_MAX = 4 << 20;

  /** Of ChirpStack's own words so many characters are kept. */
  public static final int MESSAGE_MAX = 300;

  private static final int HEAD = 5;
  private static final int TRAILERS = 0x80;
  private static final int COMPRESSED = 0x01;
  private static final int OK = 200;

  private GrpcWeb() {}

  /** The body of a request. */
  public static Bytes request(Bytes message) {
    ByteBuffer body = ByteBuffer.allocate(HEAD + message.length());
    body.put((byte) 0).putInt(message.length());
    message.putTo(body);
    return Bytes.of(body.array());
  }

  /**
   * Reads a response.
   *
   * @param httpStatus three digits
   * @param grpcStatus the header of that name
   * @param grpcMessage the header of that name, percent-encoded
   */
  public static Reply reply(
      int httpStatus, Optional<String> grpcStatus, Optional<String> grpcMessage, Bytes body) {
    if (httpStatus >= 500 || httpStatus == 408 || httpStatus == 429) {
      return new Reply.Away("HTTP " + httpStatus);
    }
    if (grpcStatus.isPresent() && !grpcStatus.get().equals("0")) {
      return status(grpcStatus.get(), grpcMessage.orElse(""));
    }
    if (httpStatus == 401 || httpStatus == 403) {
      return new Reply.Refused(GrpcStatus.PERMISSION_DENIED, "HTTP " + httpStatus);
    }
    return httpStatus == OK
        ? parts(body.asBuffer())
        : new Reply.Garbage("HTTP " + httpStatus + " without a gRPC status");
  }

  private static Reply parts(ByteBuffer body) {
    @Nullable Bytes message = null;
    while (body.remaining() >= HEAD) {
      int flags = Byte.toUnsignedInt(body.get());
      long length = Integer.toUnsignedLong(body.getInt());
      if (length > body.remaining() || (flags & ~TRAILERS) != 0) {
        return garbage((flags & COMPRESSED) != 0 ? "it is compressed" : "a part is cut");
      }
      Bytes part = Bytes.take(body, (int) length);
      if ((flags & TRAILERS) != 0) {
        return trailers(new String(part.toArray(), StandardCharsets.US_ASCII), message);
      }
      if (message != null) {
        return garbage("there are two answers");
      }
      message = part;
    }
    return garbage("the trailers are missing");
  }

  private static Reply trailers(String lines, @Nullable Bytes message) {
    String status = trailer(lines, "grpc-status");
    if (!status.equals("0")) {
      return status(status, trailer(lines, "grpc-message"));
    }
    return message == null ? garbage("there is no answer") : new Reply.Answer(message);
  }

  private static String trailer(String lines, String name) {
    return lines
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static Reply status(String digits, String message) {
    try {
      int status = Integer.parseInt(digits);
      return status > 0 && status <= GrpcStatus.MAX
          ? new Reply.Refused(status, words(message))
          : garbage("the gRPC status is " + status);
    } catch (NumberFormatException e) {
      return garbage("the gRPC status is no number");
    }
  }

  private static String words(String encoded) {
    String text;
    try {
      text = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      text = encoded;
    }
    String oneLine = text.replaceAll("\\p{Cntrl}", " ");
    return oneLine.length() > MESSAGE_MAX ? oneLine.substring(0, MESSAGE_MAX) : oneLine;
  }

  private static Reply garbage(String why) {
    return new Reply.Garbage("not a gRPC-web answer: " + why);
  }
}
