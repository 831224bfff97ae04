import { serverPath } from '../serverPath';

describe('serverPath', () => {
  it('takes the drive of collaboration away, and no other', () => {
    const paths = [
      'a/b.ipynb',
      'RTC:a/b.ipynb',
      'RTC:/b.ipynb',
      'S3:a/b.ipynb'
    ];
    expect(paths.map(path => serverPath({ path }))).toEqual([
      'a/b.ipynb',
      'a/b.ipynb',
      'b.ipynb',
      'S3:a/b.ipynb'
    ]);
  });
});
