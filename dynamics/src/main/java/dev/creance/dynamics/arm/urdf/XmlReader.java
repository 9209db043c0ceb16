package dev.creance.dynamics.arm.urdf;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an XML text into elements. Descriptions come from anywhere, so nothing outside the text is ever opened and nothing in
 * it is expanded: a document type, and with it every entity, is refused.
 */
final class XmlReader {
    static final int MAX_CHARACTERS = 4 << 20;
    static final int MAX_ELEMENTS = 100_000;
    static final int MAX_DEPTH = 64;

    private final String file;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private XmlElement root;
    private int elements;

    private XmlReader(String file) {
        this.file = file;
    }

    /**
     * Reads a text.
     *
     * @param file what errors call it
     */
    static XmlElement read(String file, String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new UrdfException(file + ": has " + text.length() + " characters, more than " + MAX_CHARACTERS
                    + "\n    hint: a description refers to meshes and does not hold them");
        }
        return new XmlReader(file).read(text);
    }

    private XmlElement read(String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("asks for " + systemId);
        });
        try {
            XMLStreamReader stream = factory.createXMLStreamReader(new StringReader(text));
            while (stream.hasNext()) {
                take(stream, stream.next());
            }
            stream.close();
        } catch (XMLStreamException e) {
            throw new UrdfException(
                    where(e.getLocation()) + ": is not XML: " + firstLine(e) + "\n    hint: check the tags");
        }
        return root;
    }

    private void take(XMLStreamReader stream, int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> enter(stream);
            case XMLStreamConstants.END_ELEMENT -> open.pop();
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new UrdfException(where(stream.getLocation())
                        + ": has a document type or an entity\n    hint: write out what it stands for");
            default -> {}
        }
    }

    private void enter(XMLStreamReader stream) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < stream.getAttributeCount(); i++) {
            attributes.put(stream.getAttributeLocalName(i), stream.getAttributeValue(i));
        }
        XmlElement element = new XmlElement(where(stream.getLocation()), stream.getLocalName(), attributes);
        if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
            throw element.error(
                    "is one too many", "at most " + MAX_ELEMENTS + " elements, " + MAX_DEPTH + " inside each other");
        }
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().children().add(element);
        }
        open.push(element);
    }

    private String where(Location location) {
        return file + (location == null ? "" : ":" + location.getLineNumber() + ":" + location.getColumnNumber());
    }

    private static String firstLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.lastIndexOf('\n') + 1).replaceFirst("^Message: ", "");
    }
}
