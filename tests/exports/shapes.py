"""Contexts and shapes against which JSON-LD is held, written from the standards; nothing is fetched."""

import rdflib

ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "Dataset": "dctypes:Dataset",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TimeState": "oa:TimeState",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "Person": "foaf:Person",
    "classifying": "oa:classifying",
    "describing": "oa:describing",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "state": {"@type": "@id", "@id": "oa:hasState"},
    "cached": {"@type": "@id", "@id": "oa:cachedSource"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "format": "dc:format",
    "value": "rdf:value",
    "label": "rdfs:label",
    "name": "foaf:name",
    "creator": {"@type": "@id", "@id": "dcterms:creator"},
    "created": {"@type": "xsd:dateTime", "@id": "dcterms:created"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "generated": {"@type": "xsd:dateTime", "@id": "dcterms:issued"},
    "first": {"@type": "@id", "@id": "as:first"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "startIndex": {"@type": "xsd:nonNegativeInteger", "@id": "as:startIndex"},
    "total": {"@type": "xsd:nonNegativeInteger", "@id": "as:totalItems"},
}
"""Those terms of the Web Annotation context that an export uses, as the vocabulary defines them."""

SCHEMA_ORG = {"@vocab": "http://schema.org/"}
"""schema.org's context, as far as it says under which names its terms are."""

SHAPES = rdflib.Graph().parse(
    format="turtle",
    data="""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dctypes: <http://purl.org/dc/dcmitype/> .

[] a sh:NodeShape ; sh:targetClass oa:Annotation ; sh:nodeKind sh:IRI ;
   sh:property [ sh:path oa:hasTarget ; sh:minCount 1 ; sh:class oa:SpecificResource ] ;
   sh:property [ sh:path oa:hasBody ; sh:minCount 1 ] ;
   sh:property [ sh:path oa:motivatedBy ; sh:minCount 1 ; sh:in ( oa:classifying oa:describing ) ] ;
   sh:property [ sh:path dcterms:creator ; sh:minCount 1 ] ;
   sh:property [ sh:path dcterms:created ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] .

[] a sh:NodeShape ; sh:targetClass oa:SpecificResource ;
   sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .

[] a sh:NodeShape ; sh:targetObjectsOf oa:hasTarget ;
   sh:property [ sh:path oa:hasSelector ; sh:minCount 2 ; sh:maxCount 2 ] .

[] a sh:NodeShape ; sh:targetClass oa:TextPositionSelector ;
   sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ;
                 sh:lessThan oa:end ] ;
   sh:property [ sh:path oa:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] .

[] a sh:NodeShape ; sh:targetClass oa:TextQuoteSelector ;
   sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 1 ] ;
   sh:property [ sh:path oa:prefix ; sh:maxCount 1 ] ;
   sh:property [ sh:path oa:suffix ; sh:maxCount 1 ] .

[] a sh:NodeShape ; sh:targetClass oa:TextualBody ;
   sh:property [ sh:path rdf:value ; sh:minCount 1 ; sh:maxCount 1 ] .
""",
)
"""What the Web Annotation Data Model says must be so, for the parts that an export has."""

CLAIM_SHAPES = rdflib.Graph().parse(
    format="turtle",
    data="""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix s: <http://schema.org/> .
@prefix r: <urn:reportedly:ns:> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a sh:NodeShape ; sh:targetClass s:Claim ; sh:nodeKind sh:IRI ;
   sh:property [ sh:path s:text ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ;
   sh:property [ sh:path s:appearance ; sh:minCount 2 ; sh:class s:NewsArticle ] ;
   sh:property [ sh:path s:firstAppearance ; sh:maxCount 1 ; sh:class s:NewsArticle ] ;
   sh:property [ sh:path s:author ; sh:or ( [ sh:class s:Person ] [ sh:class s:Organization ] ) ] ;
   sh:property [ sh:path r:independentOrigins ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] ;
   sh:property [ sh:path r:untracedOrigins ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] ;
   sh:property [ sh:path r:origin ; sh:minCount 1 ; sh:class r:Origin ] .

[] a sh:NodeShape ; sh:targetClass s:NewsArticle ; sh:nodeKind sh:IRI ;
   sh:property [ sh:path s:hasPart ; sh:minCount 1 ; sh:class s:Quotation ] .

[] a sh:NodeShape ; sh:targetClass s:Quotation ;
   sh:property [ sh:path s:text ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 1 ] ;
   sh:property [ sh:path s:isPartOf ; sh:minCount 1 ; sh:maxCount 1 ] ;
   sh:property [ sh:path r:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:lessThan r:end ] ;
   sh:property [ sh:path r:end ; sh:minCount 1 ; sh:maxCount 1 ] ;
   sh:property [ sh:path s:spokenByCharacter ; sh:maxCount 1 ;
                 sh:or ( [ sh:class s:Person ] [ sh:class s:Organization ] ) ] .
""",
)
"""What schema.org says of the types that claims are written with, and what we add."""
