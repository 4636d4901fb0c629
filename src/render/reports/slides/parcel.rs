//! The parcel of a presentation: the parts that every one has, and the zip file around them.

use super::drawingml::escape;
use std::io;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

/// Width and height of a slide in English metric units, of which 12,700 make a point.
const SLIDE: (i64, i64) = (12_192_000, 6_858_000);

/// Packs slides, each the XML of its shapes, into a presentation. The same slides give the same bytes.
pub(super) fn pack(title: &str, language: &str, slides: &[String]) -> io::Result<Vec<u8>> {
    crate::io::pack(
        parts(title, language, slides).into_iter().map(|(name, content)| (name, format!("{HEAD}{content}"))),
    )
}

fn parts(title: &str, language: &str, slides: &[String]) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = vec![
        ("[Content_Types].xml".into(), content_types(slides.len())),
        ("_rels/.rels".into(), relations(&[("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")])
            .replace("</Relationships>", "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>")),
        ("docProps/app.xml".into(), "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>proxeny</Application></Properties>".into()),
        ("docProps/core.xml".into(), format!(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>",
            escape(title))),
        ("ppt/presentation.xml".into(), presentation(slides.len())),
        ("ppt/_rels/presentation.xml.rels".into(), presentation_relations(slides.len())),
        ("ppt/theme/theme1.xml".into(), theme()),
        ("ppt/slideMasters/slideMaster1.xml".into(), master()),
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels".into(),
            relations(&[("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")])),
        ("ppt/slideLayouts/slideLayout1.xml".into(), format!(
            "<p:sldLayout {NAMESPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Title only\"><p:spTree>{TREE}{}</p:spTree></p:cSld>\
             <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>", title_placeholder())),
        ("ppt/slideLayouts/_rels/slideLayout1.xml.rels".into(),
            relations(&[("slideMaster", "../slideMasters/slideMaster1.xml")])),
    ];
    for (at, shapes) in slides.iter().enumerate() {
        let number = at + 1;
        parts.push((
            format!("ppt/slides/slide{number}.xml"),
            format!(
                "<p:sld {NAMESPACES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
            ),
        ));
        parts.push((
            format!("ppt/slides/_rels/slide{number}.xml.rels"),
            relations(&[("slideLayout", "../slideLayouts/slideLayout1.xml")]),
        ));
    }
    parts
}

fn relations(all: &[(&str, &str)]) -> String {
    let one = |(at, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>", at + 1)
    };
    let all: String = all.iter().enumerate().map(one).collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

fn content_types(slides: usize) -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"{name}\" ContentType=\"{OFFICE}.{kind}+xml\"/>");
    let mut all = String::new();
    for number in 1..=slides {
        all += &part(&format!("/ppt/slides/slide{number}.xml"), "presentationml.slide");
    }
    all += &part("/ppt/presentation.xml", "presentationml.presentation.main");
    all += &part("/ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster");
    all += &part("/ppt/slideLayouts/slideLayout1.xml", "presentationml.slideLayout");
    all += &part("/ppt/theme/theme1.xml", "theme");
    all += &part("/docProps/app.xml", "extended-properties");
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{all}\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}

fn presentation(slides: usize) -> String {
    let (width, height) = SLIDE;
    let id = |at: usize| format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 256 + at, at + 3);
    let ids = (0..slides).map(id).collect::<Vec<_>>().concat();
    format!(
        "<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
         <p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    )
}

fn presentation_relations(slides: usize) -> String {
    let names: Vec<String> = (1..=slides).map(|number| format!("slides/slide{number}.xml")).collect();
    let mut all = vec![("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml")];
    all.extend(names.iter().map(|name| ("slide", name.as_str())));
    relations(&all)
}

fn title_placeholder() -> String {
    "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/>\
     </p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"457200\" y=\"280000\"/><a:ext cx=\"11277600\" cy=\"720000\"/></a:xfrm></p:spPr>\
     <p:txBody><a:bodyPr lIns=\"0\" anchor=\"ctr\"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
        .to_owned()
}

fn master() -> String {
    let colors = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" \
                  accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";
    let styles = "<p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:defRPr sz=\"2600\" b=\"1\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill>\
                  <a:latin typeface=\"+mj-lt\"/><a:ea typeface=\"+mj-ea\"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle/><p:otherStyle/></p:txStyles>";
    format!(
        "<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg><p:spTree>{TREE}{}</p:spTree></p:cSld>\
         {colors}<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>{styles}</p:sldMaster>",
        title_placeholder()
    )
}

fn theme() -> String {
    let color = |name: &str, value: &str| format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>");
    let colors: String = [
        ("dk1", "1F2933"),
        ("lt1", "FFFFFF"),
        ("dk2", "1F3A5F"),
        ("lt2", "E8EEF5"),
        ("accent1", "1F3A5F"),
        ("accent2", "B45309"),
        ("accent3", "1F7A6D"),
        ("accent4", "C44536"),
        ("accent5", "7B6D8D"),
        ("accent6", "5F6B7A"),
        ("hlink", "1F3A5F"),
        ("folHlink", "7B6D8D"),
    ]
    .iter()
    .map(|(name, value)| color(name, value))
    .collect();
    let font = "<a:latin typeface=\"Calibri\"/><a:ea typeface=\"맑은 고딕\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"proxeny\"><a:themeElements>\
         <a:clrScheme name=\"proxeny\">{colors}</a:clrScheme><a:fontScheme name=\"proxeny\"><a:majorFont>{font}</a:majorFont>\
         <a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name=\"proxeny\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst>\
         <a:lnStyleLst>{line}{line}{line}</a:lnStyleLst><a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst>\
         <a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}
