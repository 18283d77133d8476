
fn main() {
    let mut names: Vec<(String, String)> = vec![];
    for p in std::env::args().skip(1) { for l in std::fs::read_to_string(p).unwrap().lines() { if let Some((a,b))=l.split_once('\t') { names.push((a.into(),b.into())); } } }
    let t=std::time::Instant::now();
    let m = naranhi::anchor::sound::SoundModel::train(names.iter().map(|(a,b)|(a.as_str(),b.as_str())));
    m.write(std::io::stdout().lock()).unwrap();
    eprintln!("{:?}", t.elapsed());
    for (h,l) in [("시진핑","XiJinping"),("댜오위타이","Diaoyutai"),("박병광","ParkByeong-kwang"),("신나리","ShinNa-Ri"),("레인저스","Rangers"),("제라드","Gerrard"),("베이징","Beijing"),("스티븐","Stephen"),("클라크","Clark"),("이순신","YiSun-sin"),("로봇","robot"),("미니","mini"),("런던","London"),("박","Park"),("최","Choi"),("컴퓨터","computer"),("시진핑","Beijing"),("레인저스","Gerrard"),("대통령","President"),("그러나","Greece"),("서울","Seoul"),("브렉시트","Brexit"),("테레사","Theresa"),("토요타","Toyota"),("정부","China")] { println!("# {h} {l} {:?}", m.score(h,l)); }
}
